/*! Attachment Guide. Contains Lit, BSD-3-Clause: see attachment-guide.licenses.txt */
"use strict";(()=>{var X=globalThis,ee=X.ShadowRoot&&(X.ShadyCSS===void 0||X.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Te=Symbol(),je=new WeakMap,B=class{constructor(e,i,n){if(this._$cssResult$=!0,n!==Te)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=i}get styleSheet(){let e=this.o,i=this.t;if(ee&&e===void 0){let n=i!==void 0&&i.length===1;n&&(e=je.get(i)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&je.set(i,e))}return e}toString(){return this.cssText}},Ve=t=>new B(typeof t=="string"?t:t+"",void 0,Te),w=(t,...e)=>{let i=t.length===1?t[0]:e.reduce((n,s,r)=>n+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+t[r+1],t[0]);return new B(i,t,Te)},We=(t,e)=>{if(ee)t.adoptedStyleSheets=e.map(i=>i instanceof CSSStyleSheet?i:i.styleSheet);else for(let i of e){let n=document.createElement("style"),s=X.litNonce;s!==void 0&&n.setAttribute("nonce",s),n.textContent=i.cssText,t.appendChild(n)}},_e=ee?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let i="";for(let n of e.cssRules)i+=n.cssText;return Ve(i)})(t):t;var{is:ni,defineProperty:si,getOwnPropertyDescriptor:ri,getOwnPropertyNames:oi,getOwnPropertySymbols:ai,getPrototypeOf:li}=Object,te=globalThis,Ye=te.trustedTypes,di=Ye?Ye.emptyScript:"",ci=te.reactiveElementPolyfillSupport,q=(t,e)=>t,Ce={toAttribute(t,e){switch(e){case Boolean:t=t?di:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let i=t;switch(e){case Boolean:i=t!==null;break;case Number:i=t===null?null:Number(t);break;case Object:case Array:try{i=JSON.parse(t)}catch{i=null}}return i}},Ge=(t,e)=>!ni(t,e),Ke={attribute:!0,type:String,converter:Ce,reflect:!1,useDefault:!1,hasChanged:Ge};Symbol.metadata??=Symbol("metadata"),te.litPropertyMetadata??=new WeakMap;var A=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,i=Ke){if(i.state&&(i.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((i=Object.create(i)).wrapped=!0),this.elementProperties.set(e,i),!i.noAccessor){let n=Symbol(),s=this.getPropertyDescriptor(e,n,i);s!==void 0&&si(this.prototype,e,s)}}static getPropertyDescriptor(e,i,n){let{get:s,set:r}=ri(this.prototype,e)??{get(){return this[i]},set(o){this[i]=o}};return{get:s,set(o){let d=s?.call(this);r?.call(this,o),this.requestUpdate(e,d,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Ke}static _$Ei(){if(this.hasOwnProperty(q("elementProperties")))return;let e=li(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(q("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(q("properties"))){let i=this.properties,n=[...oi(i),...ai(i)];for(let s of n)this.createProperty(s,i[s])}let e=this[Symbol.metadata];if(e!==null){let i=litPropertyMetadata.get(e);if(i!==void 0)for(let[n,s]of i)this.elementProperties.set(n,s)}this._$Eh=new Map;for(let[i,n]of this.elementProperties){let s=this._$Eu(i,n);s!==void 0&&this._$Eh.set(s,i)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let i=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let s of n)i.unshift(_e(s))}else e!==void 0&&i.push(_e(e));return i}static _$Eu(e,i){let n=i.attribute;return n===!1?void 0:typeof n=="string"?n:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,i=this.constructor.elementProperties;for(let n of i.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return We(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,i,n){this._$AK(e,n)}_$ET(e,i){let n=this.constructor.elementProperties.get(e),s=this.constructor._$Eu(e,n);if(s!==void 0&&n.reflect===!0){let r=(n.converter?.toAttribute!==void 0?n.converter:Ce).toAttribute(i,n.type);this._$Em=e,r==null?this.removeAttribute(s):this.setAttribute(s,r),this._$Em=null}}_$AK(e,i){let n=this.constructor,s=n._$Eh.get(e);if(s!==void 0&&this._$Em!==s){let r=n.getPropertyOptions(s),o=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:Ce;this._$Em=s;let d=o.fromAttribute(i,r.type);this[s]=d??this._$Ej?.get(s)??d,this._$Em=null}}requestUpdate(e,i,n,s=!1,r){if(e!==void 0){let o=this.constructor;if(s===!1&&(r=this[e]),n??=o.getPropertyOptions(e),!((n.hasChanged??Ge)(r,i)||n.useDefault&&n.reflect&&r===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,n))))return;this.C(e,i,n)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,i,{useDefault:n,reflect:s,wrapped:r},o){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??i??this[e]),r!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(i=void 0),this._$AL.set(e,i)),s===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(i){Promise.reject(i)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,r]of this._$Ep)this[s]=r;this._$Ep=void 0}let n=this.constructor.elementProperties;if(n.size>0)for(let[s,r]of n){let{wrapped:o}=r,d=this[s];o!==!0||this._$AL.has(s)||d===void 0||this.C(s,void 0,r,d)}}let e=!1,i=this._$AL;try{e=this.shouldUpdate(i),e?(this.willUpdate(i),this._$EO?.forEach(n=>n.hostUpdate?.()),this.update(i)):this._$EM()}catch(n){throw e=!1,this._$EM(),n}e&&this._$AE(i)}willUpdate(e){}_$AE(e){this._$EO?.forEach(i=>i.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(i=>this._$ET(i,this[i])),this._$EM()}updated(e){}firstUpdated(e){}};A.elementStyles=[],A.shadowRootOptions={mode:"open"},A[q("elementProperties")]=new Map,A[q("finalized")]=new Map,ci?.({ReactiveElement:A}),(te.reactiveElementVersions??=[]).push("2.1.2");var Le=globalThis,Ze=t=>t,ie=Le.trustedTypes,Qe=ie?ie.createPolicy("lit-html",{createHTML:t=>t}):void 0,Me="$lit$",E=`lit$${Math.random().toFixed(9).slice(2)}$`,Ue="?"+E,hi=`<${Ue}>`,M=document,j=()=>M.createComment(""),V=t=>t===null||typeof t!="object"&&typeof t!="function",He=Array.isArray,nt=t=>He(t)||typeof t?.[Symbol.iterator]=="function",Pe=`[ 	
\f\r]`,F=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Je=/-->/g,Xe=/>/g,P=RegExp(`>|${Pe}(?:([^\\s"'>=/]+)(${Pe}*=${Pe}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),et=/'/g,tt=/"/g,st=/^(?:script|style|textarea|title)$/i,Oe=t=>(e,...i)=>({_$litType$:t,strings:e,values:i}),a=Oe(1),v=Oe(2),Wi=Oe(3),x=Symbol.for("lit-noChange"),c=Symbol.for("lit-nothing"),it=new WeakMap,L=M.createTreeWalker(M,129);function rt(t,e){if(!He(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return Qe!==void 0?Qe.createHTML(e):e}var ot=(t,e)=>{let i=t.length-1,n=[],s,r=e===2?"<svg>":e===3?"<math>":"",o=F;for(let d=0;d<i;d++){let l=t[d],u,f,h=-1,g=0;for(;g<l.length&&(o.lastIndex=g,f=o.exec(l),f!==null);)g=o.lastIndex,o===F?f[1]==="!--"?o=Je:f[1]!==void 0?o=Xe:f[2]!==void 0?(st.test(f[2])&&(s=RegExp("</"+f[2],"g")),o=P):f[3]!==void 0&&(o=P):o===P?f[0]===">"?(o=s??F,h=-1):f[1]===void 0?h=-2:(h=o.lastIndex-f[2].length,u=f[1],o=f[3]===void 0?P:f[3]==='"'?tt:et):o===tt||o===et?o=P:o===Je||o===Xe?o=F:(o=P,s=void 0);let m=o===P&&t[d+1].startsWith("/>")?" ":"";r+=o===F?l+hi:h>=0?(n.push(u),l.slice(0,h)+Me+l.slice(h)+E+m):l+E+(h===-2?d:m)}return[rt(t,r+(t[i]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),n]},W=class t{constructor({strings:e,_$litType$:i},n){let s;this.parts=[];let r=0,o=0,d=e.length-1,l=this.parts,[u,f]=ot(e,i);if(this.el=t.createElement(u,n),L.currentNode=this.el.content,i===2||i===3){let h=this.el.content.firstChild;h.replaceWith(...h.childNodes)}for(;(s=L.nextNode())!==null&&l.length<d;){if(s.nodeType===1){if(s.hasAttributes())for(let h of s.getAttributeNames())if(h.endsWith(Me)){let g=f[o++],m=s.getAttribute(h).split(E),b=/([.?@])?(.*)/.exec(g);l.push({type:1,index:r,name:b[2],strings:m,ctor:b[1]==="."?se:b[1]==="?"?re:b[1]==="@"?oe:H}),s.removeAttribute(h)}else h.startsWith(E)&&(l.push({type:6,index:r}),s.removeAttribute(h));if(st.test(s.tagName)){let h=s.textContent.split(E),g=h.length-1;if(g>0){s.textContent=ie?ie.emptyScript:"";for(let m=0;m<g;m++)s.append(h[m],j()),L.nextNode(),l.push({type:2,index:++r});s.append(h[g],j())}}}else if(s.nodeType===8)if(s.data===Ue)l.push({type:2,index:r});else{let h=-1;for(;(h=s.data.indexOf(E,h+1))!==-1;)l.push({type:7,index:r}),h+=E.length-1}r++}}static createElement(e,i){let n=M.createElement("template");return n.innerHTML=e,n}};function U(t,e,i=t,n){if(e===x)return e;let s=n!==void 0?i._$Co?.[n]:i._$Cl,r=V(e)?void 0:e._$litDirective$;return s?.constructor!==r&&(s?._$AO?.(!1),r===void 0?s=void 0:(s=new r(t),s._$AT(t,i,n)),n!==void 0?(i._$Co??=[])[n]=s:i._$Cl=s),s!==void 0&&(e=U(t,s._$AS(t,e.values),s,n)),e}var ne=class{constructor(e,i){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=i}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:i},parts:n}=this._$AD,s=(e?.creationScope??M).importNode(i,!0);L.currentNode=s;let r=L.nextNode(),o=0,d=0,l=n[0];for(;l!==void 0;){if(o===l.index){let u;l.type===2?u=new R(r,r.nextSibling,this,e):l.type===1?u=new l.ctor(r,l.name,l.strings,this,e):l.type===6&&(u=new ae(r,this,e)),this._$AV.push(u),l=n[++d]}o!==l?.index&&(r=L.nextNode(),o++)}return L.currentNode=M,s}p(e){let i=0;for(let n of this._$AV)n!==void 0&&(n.strings!==void 0?(n._$AI(e,n,i),i+=n.strings.length-2):n._$AI(e[i])),i++}},R=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,i,n,s){this.type=2,this._$AH=c,this._$AN=void 0,this._$AA=e,this._$AB=i,this._$AM=n,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,i=this._$AM;return i!==void 0&&e?.nodeType===11&&(e=i.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,i=this){e=U(this,e,i),V(e)?e===c||e==null||e===""?(this._$AH!==c&&this._$AR(),this._$AH=c):e!==this._$AH&&e!==x&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):nt(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==c&&V(this._$AH)?this._$AA.nextSibling.data=e:this.T(M.createTextNode(e)),this._$AH=e}$(e){let{values:i,_$litType$:n}=e,s=typeof n=="number"?this._$AC(e):(n.el===void 0&&(n.el=W.createElement(rt(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===s)this._$AH.p(i);else{let r=new ne(s,this),o=r.u(this.options);r.p(i),this.T(o),this._$AH=r}}_$AC(e){let i=it.get(e.strings);return i===void 0&&it.set(e.strings,i=new W(e)),i}k(e){He(this._$AH)||(this._$AH=[],this._$AR());let i=this._$AH,n,s=0;for(let r of e)s===i.length?i.push(n=new t(this.O(j()),this.O(j()),this,this.options)):n=i[s],n._$AI(r),s++;s<i.length&&(this._$AR(n&&n._$AB.nextSibling,s),i.length=s)}_$AR(e=this._$AA.nextSibling,i){for(this._$AP?.(!1,!0,i);e!==this._$AB;){let n=Ze(e).nextSibling;Ze(e).remove(),e=n}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},H=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,i,n,s,r){this.type=1,this._$AH=c,this._$AN=void 0,this.element=e,this.name=i,this._$AM=s,this.options=r,n.length>2||n[0]!==""||n[1]!==""?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=c}_$AI(e,i=this,n,s){let r=this.strings,o=!1;if(r===void 0)e=U(this,e,i,0),o=!V(e)||e!==this._$AH&&e!==x,o&&(this._$AH=e);else{let d=e,l,u;for(e=r[0],l=0;l<r.length-1;l++)u=U(this,d[n+l],i,l),u===x&&(u=this._$AH[l]),o||=!V(u)||u!==this._$AH[l],u===c?e=c:e!==c&&(e+=(u??"")+r[l+1]),this._$AH[l]=u}o&&!s&&this.j(e)}j(e){e===c?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},se=class extends H{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===c?void 0:e}},re=class extends H{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==c)}},oe=class extends H{constructor(e,i,n,s,r){super(e,i,n,s,r),this.type=5}_$AI(e,i=this){if((e=U(this,e,i,0)??c)===x)return;let n=this._$AH,s=e===c&&n!==c||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,r=e!==c&&(n===c||s);s&&this.element.removeEventListener(this.name,this,n),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ae=class{constructor(e,i,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=i,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){U(this,e)}},at={M:Me,P:E,A:Ue,C:1,L:ot,R:ne,D:nt,V:U,I:R,H,N:re,U:oe,B:se,F:ae},ui=Le.litHtmlPolyfillSupport;ui?.(W,R),(Le.litHtmlVersions??=[]).push("3.3.3");var lt=(t,e,i)=>{let n=i?.renderBefore??e,s=n._$litPart$;if(s===void 0){let r=i?.renderBefore??null;n._$litPart$=s=new R(e.insertBefore(j(),r),r,void 0,i??{})}return s._$AI(t),s};var Re=globalThis,_=class extends A{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let i=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=lt(i,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return x}};_._$litElement$=!0,_.finalized=!0,Re.litElementHydrateSupport?.({LitElement:_});var pi=Re.litElementPolyfillSupport;pi?.({LitElement:_});(Re.litElementVersions??=[]).push("4.2.2");var $=class extends Error{constructor(i,n,s,r=null){super(s);this.status=i;this.code=n;this.retryAfterSeconds=r}get passing(){return this.status===0||this.status>=500||this.status===429||this.status===408}get sessionLost(){return this.code==="no_session"||this.code==="session_expired"}},le=class{constructor(e){this.base=e;this.token=null;this.config=()=>this.call("GET","/config");this.helpLines=()=>this.call("GET","/help-lines")}get sameOrigin(){return new URL(this.base,location.href).origin===location.origin}async startSession(e){let i=e?{"X-Session-Mode":"header"}:{},n=await this.request("POST","/sessions",{},{headers:i,omitCookies:e}),s=await n.json().catch(()=>({}));if(e&&!s.token)throw new $(0,"no_token","The server sent no session.");return{created:n.status===201,token:s.token??null}}async endSession(e=!1){await this.request("DELETE","/sessions/current",void 0,{keepalive:e})}async send(e,i,n){let s="choice"in e?{choice:e.choice}:{text:e.text},r=await this.request("POST","/messages",{...s,key:i},{signal:n});return dt(await r.json())}async history(){return dt(await this.call("GET","/messages"))}async feedback(e,i){await this.request("POST","/feedback",{message:e,helped:i})}async call(e,i){return await(await this.request(e,i)).json()}async request(e,i,n,s={}){let r={Accept:"application/json",...s.headers};n!==void 0&&(r["Content-Type"]="application/json"),this.token&&(r["X-Chat-Session"]=this.token);let o=new AbortController,d=()=>o.abort(),l=setTimeout(d,3e4);s.signal?.addEventListener("abort",d);let u;try{u=await fetch(this.base+i,{method:e,headers:r,body:n===void 0?void 0:JSON.stringify(n),credentials:this.token||s.omitCookies?"omit":"same-origin",cache:"no-store",referrerPolicy:"no-referrer",keepalive:s.keepalive,signal:o.signal})}catch{throw new $(0,"unreachable","The server could not be reached.")}finally{clearTimeout(l),s.signal?.removeEventListener("abort",d)}if(!u.ok)throw await mi(u);return u}};async function mi(t){let e=await t.json().catch(()=>null),i=Number.parseInt(t.headers.get("Retry-After")??"",10);return new $(t.status,e?.error?.code??"unknown",e?.error?.message??t.statusText,Number.isFinite(i)?i:null)}function dt(t){let e=t?.messages;return Array.isArray(e)?e:[]}var ct=[1,2,4,8,15,15,15,15],de=class{constructor(e){this.handlers=e;this.deliveries=[];this.pumping=!1;this.held=!1;this.abort=new AbortController;this.wake=null}get sending(){return this.deliveries.some(({state:e})=>e==="sending")}get waiting(){return this.deliveries.some(({state:e})=>e==="waiting")}add(e){this.deliveries.push(e),this.pump()}retry(e){e.state="waiting",e.reason=void 0,this.handlers.changed(),this.nudge(),this.pump()}remove(e){this.deliveries=this.deliveries.filter(i=>i!==e),this.handlers.changed()}hold(){this.held=!0,this.abort.abort(),this.abort=new AbortController,this.nudge()}resume(){this.held=!1,this.pump()}clear(){this.deliveries=[],this.hold(),this.held=!1}nudge(){this.wake?.()}async pump(){if(!this.pumping){this.pumping=!0;try{for(let e=this.next();e;e=this.next())await this.deliver(e)}finally{this.pumping=!1}}}next(){return this.held?void 0:this.deliveries.find(({state:e})=>e!=="failed")}async deliver(e){for(let i=0;!this.held&&this.deliveries.includes(e);){e.state="sending",this.handlers.changed();let{signal:n}=this.abort;try{let s=await this.handlers.send(e,n);if(n.aborted)return;e.state="sent",this.deliveries=this.deliveries.filter(r=>r!==e),this.handlers.delivered(e,s);return}catch(s){if(n.aborted)return;let r=s instanceof $?s:new $(0,"unknown",String(s));e.reason=this.handlers.explain(r);let o=navigator.onLine?r.retryAfterSeconds??ct[i]:1/0;if(!r.passing||o===void 0||i>=ct.length){e.state="failed",this.handlers.changed();return}navigator.onLine&&(i+=1),e.state="waiting",this.handlers.changed(),await this.pause(o)}}}pause(e){return new Promise(i=>{let n=Number.isFinite(e)?setTimeout(()=>this.wake?.(),e*1e3):void 0;this.wake=()=>{clearTimeout(n),this.wake=null,i()}})}};function Y(){return Array.from(crypto.getRandomValues(new Uint8Array(16)),t=>t.toString(16).padStart(2,"0")).join("")}var gi=["answer","crisis","concern","notice","chat"],ce=class{constructor(e,i,n,s,r){this.api=e;this.session=i;this.storage=n;this.translate=s;this.changed=r;this.entries=[];this.restoring=!1;this.restoreFailed=!1;this.outbox=new de({send:(o,d)=>this.deliver(o,d),delivered:(o,d)=>this.receive(o,d),explain:o=>this.explain(o),changed:()=>this.keepUnsent()})}get writing(){return this.outbox.sending}get offered(){let e=this.entries[this.entries.length-1];return e?.from==="assistant"?e.buttons:[]}get crisis(){let e=(i,n)=>i.kind==="crisis"&&this.entries[n-1]?.kind!=="crisis";return this.entries.filter(e).pop()}get crisisBehind(){let{crisis:e}=this;return e!==void 0&&this.entries.slice(this.entries.indexOf(e)).some(({from:i})=>i==="visitor")}welcome(){this.addLocal(this.translate()("welcome"),"chat")}say(e){return this.add({text:e})}choose(e){if(this.offered.includes(e))return this.add({choice:e.id,title:e.title})}retry(e){e.delivery&&this.outbox.retry(e.delivery)}remove(e){this.entries=this.entries.filter(i=>i!==e),e.delivery&&this.outbox.remove(e.delivery)}async giveFeedback(e,i){let n=e.helped;e.helped=i,this.changed();try{await this.api.feedback(e.id,i)}catch(s){throw e.helped=n,this.changed(),s}}async restore(){let e=this.entries.length?[]:this.storage.get("unsent")??[],i=await this.fetchHistory();if(i==="restored")for(let n of e)this.post({...n,reloaded:!0});return i}async fetchHistory(){this.restoring=!0,this.restoreFailed=!1,this.changed();try{let e=(await this.api.history()).map(i=>ht(i));this.entries=[...e,...this.entries.filter(({delivery:i})=>i&&i.state!=="sent")]}catch(e){if(e instanceof $&&e.sessionLost)return this.clear(),this.session.forget(),"ended";this.restoreFailed=!0}finally{this.changed(),await new Promise(e=>setTimeout(e)),this.restoring=!1,this.changed()}return"restored"}clear(){this.outbox.clear(),this.entries=[],this.changed()}add(e){return this.post({key:Y(),content:e,time:Date.now()/1e3,state:"sending"})}post(e){let i="choice"in e.content?e.content.title:e.content.text,n=K({id:e.key,from:"visitor",text:i,time:e.time,local:!0,delivery:e});return this.entries=[...this.entries,n],this.outbox.add(e),this.keepUnsent(),n}async deliver(e,i){try{return await this.api.send(e.content,e.key,i)}catch(n){if(!(n instanceof $&&n.sessionLost))throw n;return this.session.forget(),await this.session.start(),i.aborted||this.insertBefore(e,this.translate()("expired")),this.api.send(e.content,e.key,i)}}receive(e,i){let n=i.length?i.map(r=>ht({...r,from:"assistant"})):[K({text:this.translate()("noAnswer"),kind:"notice",local:!0})],s=this.entries.findIndex(r=>r.delivery===e)+1;this.entries=[...this.entries.slice(0,s),...n,...this.entries.slice(s)],this.keepUnsent(),e.reloaded&&this.fetchHistory()}explain(e){let i=this.translate();return e.status===429?i("pausing"):e.passing?i("waiting"):e.code==="choice_unknown"?i("choiceGone"):e.message}addLocal(e,i){this.entries=[...this.entries,K({text:e,kind:i,local:!0})],this.changed()}insertBefore(e,i){let n=this.entries.findIndex(r=>r.delivery===e),s=K({text:i,kind:"notice",local:!0});this.entries=[...this.entries.slice(0,n),s,...this.entries.slice(n)],this.changed()}keepUnsent(){this.storage.set({unsent:this.outbox.deliveries.length?this.outbox.deliveries:void 0}),this.changed()}};function ht(t){return K({id:String(t.id),from:t.from==="visitor"?"visitor":"assistant",text:String(t.text??""),time:t.time??Date.now()/1e3,kind:gi.find(e=>e===t.kind)??"chat",buttons:t.buttons??[],source:t.source??null,helped:t.helped??void 0})}function K(t){return{id:Y(),from:"assistant",time:Date.now()/1e3,kind:"chat",buttons:[],source:null,local:!1,...t}}var ze={countries:[{code:"AU",name:"Australia",emergency:"000",lines:[{name:"Lifeline",number:"13 11 14"}]},{code:"AT",name:"Austria",emergency:"112",lines:[{name:"TelefonSeelsorge",number:"142",hours:"24/7"}]},{code:"CA",name:"Canada",emergency:"911",lines:[{name:"9-8-8 Suicide Crisis Helpline",number:"988",hours:"24/7"}]},{code:"FR",name:"France",emergency:"112",lines:[{name:"Numéro national de prévention du suicide",number:"3114",hours:"24/7"}]},{code:"DE",name:"Germany",emergency:"112",lines:[{name:"TelefonSeelsorge",number:"0800 111 0 111",hours:"24/7"}]},{code:"IN",name:"India",emergency:"112",lines:[{name:"Tele-MANAS",number:"14416",hours:"24/7"}]},{code:"IE",name:"Ireland",emergency:"112",lines:[{name:"Samaritans",number:"116 123",hours:"24/7"}]},{code:"NZ",name:"New Zealand",emergency:"111",lines:[{name:"Need to talk?",number:"1737",hours:"24/7"}]},{code:"ES",name:"Spain",emergency:"112",lines:[{name:"Línea de atención a la conducta suicida",number:"024",hours:"24/7"}]},{code:"CH",name:"Switzerland",emergency:"112",lines:[{name:"Die Dargebotene Hand, La Main Tendue",number:"143",hours:"24/7"}]},{code:"GB",name:"United Kingdom",emergency:"999",lines:[{name:"Samaritans",number:"116 123",hours:"24/7"}]},{code:"US",name:"United States",emergency:"911",lines:[{name:"988 Suicide & Crisis Lifeline",number:"988",hours:"24/7"}]}],directories:[{name:"findahelpline.com",url:"https://findahelpline.com"},{name:"befrienders.org",url:"https://befrienders.org"}]};var ut={"Africa/Johannesburg":"ZA","America/Anchorage":"US","America/Boise":"US","America/Chicago":"US","America/Denver":"US","America/Detroit":"US","America/Indiana/Indianapolis":"US","America/Los_Angeles":"US","America/New_York":"US","America/Phoenix":"US","Pacific/Honolulu":"US","America/Edmonton":"CA","America/Halifax":"CA","America/Regina":"CA","America/St_Johns":"CA","America/Toronto":"CA","America/Vancouver":"CA","America/Winnipeg":"CA","Asia/Calcutta":"IN","Asia/Kolkata":"IN","Asia/Singapore":"SG","Asia/Dubai":"AE","Australia/Adelaide":"AU","Australia/Brisbane":"AU","Australia/Darwin":"AU","Australia/Hobart":"AU","Australia/Melbourne":"AU","Australia/Perth":"AU","Australia/Sydney":"AU","Atlantic/Canary":"ES","Europe/Amsterdam":"NL","Europe/Athens":"GR","Europe/Berlin":"DE","Europe/Brussels":"BE","Europe/Copenhagen":"DK","Europe/Dublin":"IE","Europe/Helsinki":"FI","Europe/Lisbon":"PT","Europe/London":"GB","Europe/Luxembourg":"LU","Europe/Madrid":"ES","Europe/Oslo":"NO","Europe/Paris":"FR","Europe/Prague":"CZ","Europe/Rome":"IT","Europe/Stockholm":"SE","Europe/Vienna":"AT","Europe/Warsaw":"PL","Europe/Zurich":"CH","Pacific/Auckland":"NZ"};var pt="cache:help",he=class{constructor(e,i,n){this.api=e;this.storage=i;this.changed=n;this.asking=!1;this.failed=!1;this.fetched=i.get(pt)}get lines(){return this.fetched??ze}get numbers(){return this.lines.countries.concat(ze.countries).flatMap(({emergency:e,lines:i})=>[...ue(e),...i.flatMap(({number:n})=>ue(n))])}country(e){let i=this.storage.get("country")??e??vi();return this.lines.countries.find(n=>n.code.toUpperCase()===i?.toUpperCase())}choose(e){this.storage.set({country:e}),this.changed()}async load(){if(!(this.fetched||this.asking)){this.asking=!0;try{let e=await this.api.helpLines();e.countries.length&&(this.fetched={countries:e.countries,directories:e.directories??[]},this.storage.set({[pt]:this.fetched})),this.failed=!1}catch{this.failed=!0}finally{this.asking=!1,this.changed()}}}},ue=t=>[t??[]].flat().flatMap(e=>e.split(/\s*(?:\bor\b|[,;/])\s*/));function vi(){let t=Intl.DateTimeFormat().resolvedOptions().timeZone;return ut[t]??navigator.language.split("-")[1]}var yi="(max-width: 30em), (max-height: 30em)",pe=class{constructor(e,i){this.host=e;this.closePanel=i;this.sheet=null;this.menuOpen=!1;this.question=null;this.opener=null;this.small=window.matchMedia(yi);this.escape=()=>{this.menuOpen?this.toggleMenu():this.sheet?this.closeSheet():this.closePanel()};this.keydown=e=>{e.key!=="Escape"||e.isComposing||(e.preventDefault(),e.stopPropagation(),this.escape())};this.focusMoved=e=>{!this.menuOpen||e.target.closest(".options")||!e.relatedTarget||(this.menuOpen=!1,this.host.requestUpdate())};this.resized=()=>{let e=this.host.renderRoot.activeElement;this.showPanel(),e?.focus()}}connect(){this.small.addEventListener("change",this.resized)}disconnect(){this.small.removeEventListener("change",this.resized)}find(e){return this.host.renderRoot.querySelector(e)}async focusOn(e){this.host.requestUpdate(),await this.host.updateComplete,this.find(e)?.focus()}showPanel(){let e=this.find("#panel");e&&(e.open&&e.close(),this.host.open&&(this.small.matches?e.showModal():e.setAttribute("open","")))}toggleMenu(){this.menuOpen=!this.menuOpen,this.focusOn(this.menuOpen?"#menu button":"#options")}async openSheet(e,i){if(e===this.sheet)return this.closeSheet();this.opener=i,this.sheet=e,this.menuOpen=!1,await this.focusOn(`#${e}-heading`)}async closeSheet(){this.sheet=null,this.host.requestUpdate(),await this.host.updateComplete,(this.opener?.isConnected?this.opener:this.find("#help"))?.focus()}put(e){this.question=e,this.menuOpen=!1,this.host.requestUpdate();let i=this.find(`#${e}`);i?.showModal(),i?.querySelector("[data-first]")?.focus()}async answered(e="#options"){this.question&&this.find(`#${this.question}`)?.close(),this.question=null,await this.focusOn(e)}closeAll(){this.menuOpen=!1,this.sheet=null}},mt={capture:!0,handleEvent(t){t.detail<2||(t.preventDefault(),t.stopPropagation())}};var wi=new Set(["https:","tel:","mailto:"]),$i=/https:\/\/[^\s<>"'“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/,xi=/(?<![\w.,+-])(?:\+\d[\d ().-]{6,17}\d|0\d(?:[ -]?\d){6,12}|1-8\d\d-\d{3}-\d{4})(?![\w%-])/;function O(t){if(t)try{let e=new URL(t,location.href);return e.origin===location.origin&&/^https?:$/.test(e.protocol)||wi.has(e.protocol)?e.href:void 0}catch{return}}function me(t){let e=t.replace(/[^\d+]/g,"");return e?`tel:${e}`:void 0}function gt(t,e=[]){let i=[...new Set(e)].filter(d=>/^[+\d][\d ().-]+$/.test(d)).sort((d,l)=>l.length-d.length).map(d=>d.replace(/[^\d]/g,"\\$&")),n=[$i.source,xi.source];i.length&&n.push(`(?<![\\w.,+-])(?:${i.join("|")})(?![\\w%]|[.,-]\\d)`);let s=new RegExp(n.join("|"),"g"),r=[],o=0;for(let d of t.matchAll(s)){let l=d[0].startsWith("https:")?d[0].replace(/[.,;:!?)\]]+$/,""):d[0],u=ki(l);u&&(d.index>o&&r.push({text:t.slice(o,d.index)}),r.push({text:l,href:u}),o=d.index+l.length)}return o<t.length&&r.push({text:t.slice(o)}),r}function ki(t){return t.startsWith("https:")?O(t):t.includes("@")?O(`mailto:${t}`):me(t)}var ge=class{constructor(){this.lost=!1;this.told=new WeakSet}from(e,i){let n=e.deliveries.find(s=>s.state==="failed"&&!this.told.has(s));if(n)return this.told.add(n),this.lost=!1,`${i("failed")} ${n.reason??""}`;if(e.waiting&&!this.lost)return this.lost=!0,i("offline");if(this.lost&&e.deliveries.length===0)return this.lost=!1,i("online")}};var fe=class{constructor(e){this.pressed=e;this.count=0;this.alone=!1;this.down=e=>{this.alone=e.key==="Shift",this.alone||this.reset()};this.up=e=>{if(e.key!=="Shift"||!this.alone)return;this.alone=!1,this.count+=1,clearTimeout(this.timer),this.timer=setTimeout(this.reset,5e3);let i=3-this.count;i<=0&&(this.count=0),this.pressed(i)};this.reset=()=>{clearTimeout(this.timer),this.count!==0&&(this.count=0,this.pressed(null))}}connect(){document.addEventListener("keydown",this.down,!0),document.addEventListener("keyup",this.up,!0)}disconnect(){document.removeEventListener("keydown",this.down,!0),document.removeEventListener("keyup",this.up,!0),clearTimeout(this.timer),this.count=0}};function ft(t){document.title=" ",location.replace(t)}var Ai=t=>[...t.querySelectorAll("#panel, .log")].find(e=>getComputedStyle(e).overflowY==="auto");function Ne(t,e){let i=Ai(t);if(!e||!i)return;let n=Number.parseFloat(getComputedStyle(i).scrollPaddingBlockStart)||12;i.scrollTop+=e.getBoundingClientRect().top-i.getBoundingClientRect().top-n}function bt(t){let e=t.querySelectorAll(".message.own");Ne(t,e[e.length-1])}var vt="attachment-guide-session ",be=class{constructor(e,i){this.api=e;this.storage=i;this.lock=vt+Y();this.release=null;this.resume()}resume(){this.api.token=this.storage.get("token")??null,this.started&&this.hold()}get started(){return this.storage.get("started")===!0}async start(){let e=await this.mint();this.api.token=e,this.storage.set({started:!0,token:e??void 0}),this.hold()}async end(){try{await this.api.endSession()}catch(e){if(!(e instanceof $&&(e.sessionLost||e.status===404)))throw e}this.forget()}abandon(){this.started&&this.api.endSession(!0).catch(()=>{}),this.forget(),this.storage.clear()}forget(){this.api.token=null,this.storage.forgetConversation(),this.release?.(),this.release=null}async mint(){return this.api.token=null,!this.api.sameOrigin||await this.cookieIsInUse()?(await this.api.startSession(!0)).token:((await this.api.startSession(!1)).created||(await this.api.endSession(),await this.api.startSession(!1)),null)}hold(){this.release||this.api.token||!navigator.locks||navigator.locks.request(this.lock,()=>new Promise(e=>this.release=e))}async cookieIsInUse(){if(!navigator.locks)return!0;let{held:e=[]}=await navigator.locks.query();return e.some(({name:i})=>i?.startsWith(vt)&&i!==this.lock)}};var De="attachment-guide",ve=class{constructor(){this.held={};this.read()}read(){try{this.held=JSON.parse(sessionStorage.getItem(De)??"{}")}catch{this.held={}}}get(e){return this.held[e]}set(e){this.held={...this.held,...e};try{sessionStorage.setItem(De,JSON.stringify(this.held))}catch{}}forgetConversation(){this.set({started:void 0,token:void 0,unsent:void 0})}clear(){this.held={};try{sessionStorage.removeItem(De)}catch{}}};var Ie={en:{title:"Attachment Guide",launcher:"Ask about attachment",launcherUnread:"New answer",widgetLabel:"Attachment Guide chat",subtitle:"Automated, not a person",close:"Close chat",options:"Options",about:"About this chat and privacy",download:"Download my conversation",delete:"Delete my conversation",back:"Back",backToChat:"Back to the chat",newTab:"(opens in a new tab)",urgentHelp:"Urgent help",exit:"Exit this page",exitDescription:"Swaps this page for a neutral site and clears this chat. You can also press Shift three times. It cannot clear your browser history.",exitPress2:"Shift: press 2 more times to exit this page.",exitPress1:"Shift: press 1 more time to exit this page.",exitReset:"Exit cancelled.",exiting:"Leaving this page.",consentHeading:"Before we start",consentBotTerm:"You are talking to a computer",consentBot:"This is an automated assistant from {clinic}. No person reads or answers your messages. It shares general information about attachment trauma. It can be wrong, and it cannot diagnose or treat anyone.",consentUrgentTerm:"It is not for emergencies",consentUrgent:"If you or someone else is in danger, use the “Urgent help” button above. It works at any time.",consentPrivacyTerm:"Your privacy",consentPrivacy:"Your messages are kept on the clinic’s server so that the chat can work. You can delete them at any time. Please do not write names, addresses or other details that show who someone is.",consentSharedTerm:"If someone may be watching",consentShared:"The “Exit this page” button, or pressing Shift three times, swaps this page for a neutral site and clears the chat. Your browser history may still show that you were here.",consentPolicy:"Read the privacy policy",consentAgree:"Agree and start",consentDecline:"Not now",consentStarting:"Starting…",consentAction:"By starting, you agree that your messages are used as described here.",aboutHeading:"About this chat and privacy",aboutTabTerm:"On this device",aboutTab:"The chat is remembered only while this tab is open. When you close the tab, it is gone from the browser.",aboutClinic:"Visit {clinic}",welcome:"Hello, and welcome. I can share information about attachment trauma: what it is, its signs and causes, ways to cope, and when to look for help. You can pick a question below or write your own.",starterLabel:"Questions to start with",starters:["What is attachment trauma?","What are the signs in adults?","What can help me cope?","When should I seek help?"],conversationLabel:"Conversation",logLabel:"Messages",youSaid:"You said:",guideSaid:"Attachment Guide said:",writing:"Attachment Guide is writing",choices:"Choose a reply",source:"Source: {section}",sourceNone:"Source",helpedQuestion:"Did this help?",helpedYes:"Yes",helpedNo:"No",helpedThanks:"Thank you for telling us.",helpedFailed:"Your feedback could not be saved. Please try again.",today:"Today",yesterday:"Yesterday",crisisHeading:"Support is there for you now",concernHeading:"Worth talking to someone about",noticeHeading:"Please note",showHelpLines:"Show help lines",crisisReturn:"Back to the safety message",inputLabel:"Your message",inputPlaceholder:"Write a message",inputHint:"Enter sends. Shift and Enter starts a new line.",send:"Send",charactersLeft:"{count} characters left",charactersOver:"{count} characters too many. Please shorten your message.",sending:"Sending…",waiting:"Not sent yet. It will be sent as soon as the connection is back.",waitingShort:"Not sent yet",pausing:"That was fast. Your message will be sent in a moment.",failed:"This message could not be sent.",retry:"Try again",remove:"Remove",offline:"There is no connection to the assistant right now. Your messages are kept and sent when it is back. “Urgent help” works without it.",online:"The connection is back.",restoring:"Loading your conversation…",restoreFailed:"Your earlier messages could not be loaded just now.",startFailed:"The assistant cannot be reached just now. Please try again in a moment. “Urgent help” above still works.",expired:"Your earlier conversation has ended because it was left for a long time. We have started a new one.",expiredConsent:"Your earlier conversation has ended because it was left for a long time. You can start a new one.",choiceGone:"This choice is no longer on offer. Please write your question instead.",noAnswer:"No answer came back. Please try again, or put it another way.",deleteHeading:"Delete this conversation?",deleteBody:"All messages of this conversation will be deleted from this page and from the clinic’s server. This cannot be undone.",deleteConfirm:"Yes, delete it",deleteCancel:"Keep it",deleting:"Deleting…",deleteFailed:"It could not be deleted just now. Please check the connection and try again.",deleted:"Your conversation has been deleted.",downloadHeading:"Download this conversation?",downloadBody:"The conversation will be saved as a text file on this device. Anyone who uses this device could open it. On a shared or work device, it may be safer not to.",downloadConfirm:"Download",downloadCancel:"Cancel",downloaded:"The conversation was downloaded.",downloadFile:"conversation.txt",downloadTitle:"Conversation with Attachment Guide, an automated assistant",downloadYou:"You",downloadGuide:"Attachment Guide",helpHeading:"Urgent help",helpIntro:"If your life or someone else’s is in danger, call the emergency number now. You deserve help, and people are ready to listen.",helpCountry:"Country",helpOther:"Another country",helpEmergency:"Emergency",helpEmergencyOther:"Call your local emergency number. 112 works in the European Union and from mobile phones in many other countries.",helpCall:"Call {number}",helpHours:"Hours: {value}",helpLanguages:"Languages: {value}",helpText:"Text: {value}",helpChat:"Chat: {value}",helpForChild:"For children and young people",helpForAbuse:"For people who are hurt or threatened by someone",helpSite:"Website of {name}",helpDirectories:"Help lines in more countries",helpBuiltIn:"This is a short list that is stored in this page. The full list could not be loaded."}};var yt=Ie;function wt(t){let e=t.toLowerCase().split("-")[0]??"",i=e in yt?e:"en",n={...Ie.en,...yt[i]};return Object.assign((r,o={})=>n[r].replace(/\{(\w+)\}/g,(d,l)=>String(o[l]??d)),{language:i,starters:n.starters})}var $t=w`
:host {
all: initial;
display: block;
direction: inherit;
font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
font-size: medium;
line-height: 1.5;
color: var(--ink);
text-align: start;
overflow-wrap: break-word;
-webkit-text-size-adjust: 100%;
}
:host([hidden]), [hidden] {
display: none !important;
}
*, ::before, ::after {
box-sizing: border-box;
}
h2, h3, h4, p, ul, dl, dd {
margin: 0;
padding: 0;
}
h2, h3, h4 {
line-height: 1.25;
font-weight: 650;
}
h3 {
font-size: 1.25em;
}
h4 {
font-size: 1em;
}
ul {
list-style: none;
}
a {
color: var(--brand);
text-underline-offset: 0.15em;
}
button, select, textarea {
font: inherit;
color: inherit;
letter-spacing: inherit;
word-spacing: inherit;
}
button {
min-block-size: 2.75em;
padding: 0.5em 1em;
border: 1px solid transparent;
border-radius: 0.75em;
background: none;
cursor: pointer;
}
button, a, summary, select {
-webkit-tap-highlight-color: transparent;
touch-action: manipulation;
}
:focus {
outline: none;
}
:focus-visible {
outline: 3px solid var(--focus);
outline-offset: 2px;
box-shadow: 0 0 0 2px var(--focus-gap);
}
.icon {
flex: none;
vertical-align: -0.25em;
}
:host(:dir(rtl)) .mirrored {
transform: scaleX(-1);
transform-origin: center;
}
.unseen {
position: absolute;
inline-size: 1px;
block-size: 1px;
overflow: hidden;
clip-path: inset(50%);
white-space: nowrap;
}
.row {
display: flex;
flex-wrap: wrap;
gap: 0.625em;
}
.primary {
background: var(--brand);
color: var(--on-brand);
font-weight: 600;
}
.primary:hover {
background: var(--brand-deep);
}
.primary[aria-disabled="true"] {
opacity: 0.85;
cursor: progress;
}
.secondary {
border-color: var(--edge);
background: var(--paper);
}
.secondary:hover {
background: var(--brand-soft);
}
.text {
min-block-size: 2em;
padding: 0.125em 0.25em;
color: inherit;
font-weight: 600;
text-decoration: underline;
text-underline-offset: 0.15em;
}
.quiet {
color: var(--quiet);
font-size: 0.9em;
}
.problem {
color: var(--clay);
font-weight: 600;
}
.problem:empty {
display: none;
}
.note {
padding: 0.625em 0.875em;
border-radius: 0.75em;
background: var(--brand-soft);
}
@media (prefers-reduced-motion: reduce) {
*, ::before, ::after {
animation: none !important;
transition: none !important;
scroll-behavior: auto !important;
}
}
`;var xt=w`
.chat {
flex: 1;
min-block-size: 0;
display: flex;
flex-direction: column;
}
.log {
flex: 1;
min-block-size: 0;
overflow-y: auto;
overscroll-behavior: contain;
padding: 0.5em 1em 1.25em;
scrollbar-width: thin;
}
@media (prefers-reduced-motion: no-preference) {
.log {
scroll-behavior: smooth;
}
.message {
animation: appear 0.2s ease-out;
}
@keyframes appear {
from {
opacity: 0;
translate: 0 0.375em;
}
}
}
.day {
display: flex;
align-items: center;
gap: 0.75em;
margin-block: 0.75em 0.25em;
color: var(--quiet);
font-size: 0.8125em;
}
.day::before, .day::after {
content: "";
flex: 1;
border-block-start: 1px solid var(--line);
}
.message {
display: flex;
flex-direction: column;
align-items: flex-start;
margin-block-start: 0.875em;
border-radius: 1em;
}
.bubble {
max-inline-size: 92%;
min-inline-size: 0;
padding: 0.75em 1em;
border: 1px solid var(--line);
border-radius: 1.125em;
border-end-start-radius: 0.375em;
background: var(--paper);
overflow-wrap: anywhere;
}
.bubble p {
white-space: pre-line;
}
.bubble > * + * {
margin-block-start: 0.625em;
}
.own {
align-items: flex-end;
}
.own .bubble {
max-inline-size: 85%;
border-color: transparent;
border-end-start-radius: 1.125em;
border-end-end-radius: 0.375em;
background: var(--own);
color: var(--on-own);
}
.own a {
color: inherit;
}
.kind {
display: flex;
align-items: center;
gap: 0.5em;
font-weight: 650;
}
.crisis .bubble {
max-inline-size: 100%;
inline-size: 100%;
border-color: var(--clay-line);
border-inline-start: 0.3125em solid var(--clay);
background: var(--clay-soft);
}
.crisis .kind, .crisis .bubble a:not(.call) {
color: var(--clay);
}
.crisis .bubble p > a {
font-weight: 650;
}
.concern .bubble {
border-color: var(--amber-line);
border-inline-start: 0.25em solid var(--amber);
background: var(--amber-soft);
}
.concern .kind {
color: var(--amber);
}
.notice .bubble {
background: var(--brand-soft);
border-color: transparent;
}
.notice .kind {
color: var(--brand-deep);
}
.source {
padding-block-start: 0.5em;
border-block-start: 1px solid var(--line);
color: var(--quiet);
font-size: 0.875em;
}
p.source, .source summary {
display: flex;
gap: 0.5em;
align-items: flex-start;
}
.source .icon {
margin-block-start: 0.1em;
}
.source summary {
min-block-size: 1.75em;
padding-block: 0.125em;
border-radius: 0.375em;
cursor: pointer;
list-style: none;
}
.source summary::-webkit-details-marker {
display: none;
}
.source summary span {
text-decoration: underline dotted;
text-underline-offset: 0.2em;
}
.source li {
padding-block-start: 0.375em;
padding-inline-start: 1.75em;
}
.meta {
display: flex;
flex-wrap: wrap;
align-items: center;
gap: 0 0.875em;
min-block-size: 1.75em;
padding: 0.125em 0.375em 0;
color: var(--quiet);
font-size: 0.8125em;
}
.feedback {
display: inline-flex;
flex-wrap: wrap;
align-items: center;
gap: 0.375em;
}
.feedback button {
min-inline-size: 3em;
min-block-size: 2.25em;
padding: 0 0.625em;
border-color: var(--edge);
border-radius: 1em;
}
.feedback button:hover {
background: var(--brand-soft);
}
.feedback button[aria-pressed="true"] {
border-color: var(--brand);
background: var(--brand);
color: var(--on-brand);
}
.choices {
display: flex;
flex-wrap: wrap;
gap: 0.5em;
margin-block-start: 0.625em;
}
.choices button {
min-block-size: 2.5em;
padding: 0.375em 0.875em;
border-color: var(--brand);
border-radius: 1.25em;
background: var(--paper);
color: var(--brand-deep);
text-align: start;
line-height: 1.3;
}
.choices button:hover {
background: var(--brand-soft);
}
.failed {
max-inline-size: 85%;
margin-block-start: 0.375em;
padding: 0.625em 0.875em;
border: 1px solid var(--clay-line);
border-radius: 0.875em;
background: var(--clay-soft);
font-size: 0.9375em;
}
.failed .row {
margin-block-start: 0.5em;
}
.failed button {
min-block-size: 2.25em;
padding-block: 0.25em;
}
.writing {
display: inline-flex;
gap: 0.3125em;
margin-block-start: 0.875em;
padding: 0.875em 1em;
border: 1px solid var(--line);
border-radius: 1.125em;
border-end-start-radius: 0.375em;
background: var(--paper);
}
.writing i {
inline-size: 0.5em;
block-size: 0.5em;
border-radius: 50%;
background: var(--edge);
border: 1px solid transparent;
}
@media (prefers-reduced-motion: no-preference) {
.writing i {
animation: breathe 1.2s infinite ease-in-out;
}
.writing i:nth-child(2) {
animation-delay: 0.2s;
}
.writing i:nth-child(3) {
animation-delay: 0.4s;
}
@keyframes breathe {
50% {
opacity: 0.35;
}
}
}
.banner {
flex: none;
padding: 0.5em 1em;
border-block-start: 1px solid var(--amber-line);
background: var(--amber-soft);
color: var(--amber);
font-size: 0.9375em;
}
.crisis-banner {
padding-block: 0.125em;
border-color: var(--clay-line);
background: var(--clay-soft);
color: var(--clay);
text-align: center;
}
.composer {
flex: none;
display: grid;
grid-template-columns: minmax(0, 1fr) auto;
gap: 0.375em 0.625em;
align-items: end;
padding: 0.75em 1em 0.625em;
border-block-start: 1px solid var(--line);
background: var(--paper);
}
textarea {
field-sizing: content;
inline-size: 100%;
min-block-size: 2.875em;
max-block-size: 9em;
padding: 0.625em 0.875em;
border: 1px solid var(--edge);
border-radius: 1.125em;
background: var(--panel);
line-height: 1.5;
resize: none;
}
textarea::placeholder {
color: var(--quiet);
opacity: 1;
}
textarea[aria-invalid="true"] {
border-color: var(--clay);
}
.send {
display: grid;
place-items: center;
inline-size: 2.875em;
block-size: 2.875em;
padding: 0;
border-radius: 50%;
}
.count, .hint {
grid-column: 1 / -1;
color: var(--quiet);
font-size: 0.8125em;
}
.count.over {
color: var(--clay);
font-weight: 600;
}
@media (pointer: coarse) {
.hint {
display: none;
}
}
@media (max-height: 30em) {
.log {
overflow: visible;
}
}
`;var kt=w`
@media (forced-colors: active) {
button, .call, .launcher, .bubble, .mark, .writing, .note, .banner {
border: 1px solid ButtonBorder;
}
.own .bubble {
border-style: dashed;
}
.crisis .bubble, .concern .bubble {
border-inline-start: 0.375em solid Highlight;
}
.feedback button[aria-pressed="true"] {
forced-color-adjust: none;
background: Highlight;
color: HighlightText;
}
.writing i, .dot {
background: CanvasText;
}
#panel, .confirm, .menu {
border: 2px solid CanvasText;
}
:focus-visible {
outline-color: Highlight;
}
}
@media (prefers-contrast: more) {
:host {
--quiet: var(--ink);
--line: var(--edge);
}
}
`;var At=w`
.page {
flex: 1;
min-block-size: 0;
overflow-y: auto;
overscroll-behavior: contain;
padding: 1.125em 1.25em 1.5em;
scrollbar-width: thin;
}
.page:focus-visible, .log:focus-visible {
outline-offset: -3px;
box-shadow: none;
}
.page > * + * {
margin-block-start: 0.875em;
}
.back {
display: inline-flex;
align-items: center;
gap: 0.25em;
min-block-size: 2.25em;
margin-inline-start: -0.5em;
padding: 0.25em 0.75em 0.25em 0.375em;
padding-inline: 0.375em 0.75em;
color: var(--brand);
font-weight: 600;
}
.back:hover {
background: var(--brand-soft);
}
.facts {
display: grid;
gap: 1em;
}
.fact dt {
display: flex;
align-items: center;
gap: 0.625em;
font-weight: 650;
}
.fact dt .icon {
color: var(--brand);
}
.fact dd {
padding-inline-start: 1.875em;
color: var(--quiet);
font-size: 0.9375em;
}
.consent {
display: flex;
flex-direction: column;
padding-block-end: 0;
/* What has the focus is not to stop behind the buttons below. */
scroll-padding-block-end: 11em;
}
.agree {
position: sticky;
inset-block-end: 0;
margin-block-start: auto;
margin-inline: -1.25em;
padding: 0.875em 1.25em 1.125em;
border-block-start: 1px solid var(--line);
background: var(--panel);
}
.consent > .facts {
margin-block-end: 1.125em;
}
.agree > * + * {
margin-block-start: 0.625em;
}
.agree > p:first-child {
color: var(--quiet);
font-size: 0.875em;
}
.agree .primary {
flex: 1 1 auto;
}
.agree .row button {
padding-inline: 0.75em;
}
.field {
display: grid;
gap: 0.25em;
font-weight: 600;
}
.field select {
inline-size: 100%;
min-block-size: 2.75em;
padding-inline: 0.75em;
border: 1px solid var(--edge);
border-radius: 0.75em;
background: var(--paper);
font-weight: 400;
}
.lines {
display: grid;
gap: 0.75em;
}
.lines li {
display: grid;
gap: 0.375em;
padding: 0.875em 1em;
border: 1px solid var(--line);
border-radius: 1em;
background: var(--paper);
}
.lines .emergency {
border-color: var(--clay-line);
background: var(--clay-soft);
}
.call {
display: flex;
align-items: center;
gap: 0.625em;
inline-size: fit-content;
max-inline-size: 100%;
min-block-size: 2.75em;
padding: 0.375em 1em 0.375em 0.875em;
border: 1px solid transparent;
border-radius: 0.75em;
background: var(--brand);
color: var(--on-brand);
font-weight: 600;
text-decoration: none;
}
.call:hover {
background: var(--brand-deep);
}
.directories {
display: grid;
}
.directories a {
display: inline-block;
padding-block: 0.25em;
}
@media (max-height: 30em) {
.page {
overflow: visible;
}
.agree {
position: static;
}
}
`;var Et=w`
.launcher {
position: fixed;
z-index: var(--attachment-guide-z-index, 2147483000);
inset-block-end: 1.25em;
inset-inline-end: 1.25em;
display: inline-flex;
align-items: center;
gap: 0.625em;
max-inline-size: calc(100vw - 2.5em);
min-block-size: 3.5em;
padding: 0.75em 1.375em 0.75em 1.125em;
border-radius: 1.75em;
background: var(--brand);
color: var(--on-brand);
font-weight: 600;
text-align: start;
box-shadow: 0 0.5em 1.75em var(--shade), 0 0.125em 0.375em var(--shade);
transition: background 0.15s, translate 0.15s;
}
.launcher:hover {
background: var(--brand-deep);
translate: 0 -2px;
}
.launcher .icon {
inline-size: 1.5em;
block-size: 1.5em;
}
.dot {
inline-size: 0.625em;
block-size: 0.625em;
border-radius: 50%;
background: #ffd9a0;
border: 1px solid transparent;
}
#panel {
position: fixed;
z-index: var(--attachment-guide-z-index, 2147483000);
inset: auto;
inset-block-end: 1.25em;
inset-inline-end: 1.25em;
inline-size: 26em;
max-inline-size: calc(100vw - 2.5em);
block-size: 44em;
max-block-size: calc(100vh - 2.5em);
max-block-size: calc(100dvh - 2.5em);
margin: 0;
padding: 0;
border: 1px solid var(--line);
border-radius: 1.25em;
background: var(--panel);
color: var(--ink);
overflow: hidden;
box-shadow: 0 1.5em 4em var(--shade), 0 0.25em 1em var(--shade);
}
#panel::backdrop {
background: var(--panel);
}
.panel {
display: flex;
flex-direction: column;
block-size: 100%;
}
@media (prefers-reduced-motion: no-preference) {
#panel[open] {
animation: rise 0.22s ease-out;
}
@keyframes rise {
from {
opacity: 0;
translate: 0 0.75em;
}
}
}
.head {
position: relative;
z-index: 1;
flex: none;
display: flex;
align-items: center;
gap: 0.75em;
padding: 0.75em 0.75em 0.625em 1em;
padding-inline: 1em 0.625em;
background: var(--paper);
}
.mark {
flex: none;
display: grid;
place-items: center;
inline-size: 2.5em;
block-size: 2.5em;
border-radius: 50%;
background: var(--brand);
color: var(--on-brand);
}
.mark .icon {
inline-size: 1.625em;
block-size: 1.625em;
}
.who {
flex: 1;
min-inline-size: 0;
}
.who h2 {
font-size: 1.0625em;
}
.who p {
color: var(--quiet);
font-size: 0.875em;
line-height: 1.35;
}
.bare {
flex: none;
display: grid;
place-items: center;
inline-size: 2.75em;
padding: 0;
border-radius: 50%;
color: var(--quiet);
}
.bare:hover {
background: var(--brand-soft);
color: var(--ink);
}
.options {
flex: none;
margin-inline-end: -0.5em;
}
.menu {
position: absolute;
inset-block-start: calc(100% - 0.5em);
inset-inline-end: 0.75em;
z-index: 2;
max-inline-size: calc(100% - 1.5em);
padding: 0.375em;
border: 1px solid var(--line);
border-radius: 0.875em;
background: var(--paper);
box-shadow: 0 0.75em 2em var(--shade);
}
.menu button {
display: flex;
align-items: center;
gap: 0.75em;
inline-size: 100%;
text-align: start;
}
.menu button:hover {
background: var(--brand-soft);
}
.menu .icon {
color: var(--brand);
}
.always {
flex: none;
display: flex;
flex-wrap: wrap;
gap: 0.5em;
padding: 0 1em 0.75em;
border-block-end: 1px solid var(--line);
background: var(--paper);
}
.always button {
flex: 1 1 8.5em;
display: flex;
align-items: center;
justify-content: center;
gap: 0.5em;
padding: 0.375em 0.5em;
font-weight: 600;
font-size: 0.9375em;
line-height: 1.25;
}
.help {
border-color: var(--clay-line);
background: var(--clay-soft);
color: var(--clay);
}
.help:hover, .help[aria-expanded="true"] {
border-color: var(--clay);
}
.exit {
border-color: var(--edge);
}
.exit:hover {
background: var(--brand-soft);
}
.confirm {
inline-size: 25em;
max-inline-size: calc(100vw - 2em);
max-block-size: calc(100vh - 2em);
padding: 1.5em;
border: 1px solid var(--line);
border-radius: 1.25em;
background: var(--paper);
color: var(--ink);
box-shadow: 0 1.5em 4em var(--shade);
overflow-y: auto;
}
.confirm::backdrop {
background: var(--veil);
}
.confirm > * + * {
margin-block-start: 0.875em;
}
.confirm .row {
margin-block-start: 1.25em;
justify-content: flex-end;
}
.confirm .row button {
flex: 1 1 auto;
}
.curtain {
position: fixed;
inset: 0;
z-index: 2147483647;
display: grid;
place-items: center;
background: #ffffff;
color: #333333;
}
@media (max-width: 30em), (max-height: 30em) {
#panel {
inset-block: var(--visible-top, 0) auto;
inset-inline: 0;
inline-size: 100%;
max-inline-size: none;
block-size: 100vh;
block-size: var(--visible-height, 100dvh);
max-block-size: none;
border: 0;
border-radius: 0;
}
}
@media (max-width: 22.5em) {
.mark, .exit .icon {
display: none;
}
}
/* So little height (a phone on its side, a screen at 400 %) that head and foot must scroll with the rest;
urgent help and exit stay. */
@media (max-height: 30em) {
#panel {
overflow-y: auto;
scroll-padding-block-start: 5em;
}
.always {
position: sticky;
inset-block-start: 0;
z-index: 1;
padding-block: 0.5em;
}
.head {
z-index: 2;
}
.panel {
block-size: auto;
min-block-size: 100%;
}
}
`;var Si=w`
color-scheme: light;
--paper: #fffdf9;
--panel: #faf6ef;
--ink: #22302d;
--quiet: #56645f;
--line: #e3dccf;
--edge: #7b8781;
--brand: #1f5c54;
--on-brand: #ffffff;
--brand-soft: #e3eeea;
--brand-deep: #17453f;
--clay: #9a4526;
--clay-soft: #fbeee6;
--clay-line: #e4bfab;
--amber: #6b5312;
--amber-soft: #faf1d9;
--amber-line: #e2cd91;
--own: #1f5c54;
--on-own: #ffffff;
--focus: #14413b;
--focus-gap: #ffffff;
--shade: rgb(34 48 45 / 0.16);
--veil: rgb(25 36 33 / 0.55);
`,St=w`
color-scheme: dark;
--paper: #222d2a;
--panel: #182220;
--ink: #ece8df;
--quiet: #b2bcb5;
--line: #384541;
--edge: #85938d;
--brand: #8fcdbf;
--on-brand: #0f2522;
--brand-soft: #263f3a;
--brand-deep: #b4e0d5;
--clay: #f2b394;
--clay-soft: #3d2a22;
--clay-line: #7a523f;
--amber: #ecd391;
--amber-soft: #37301b;
--amber-line: #6d5e2f;
--own: #2f665d;
--on-own: #ffffff;
--focus: #b9efe2;
--focus-gap: #182220;
--shade: rgb(0 0 0 / 0.5);
--veil: rgb(0 0 0 / 0.65);
`,Tt=w`
:host {
${Si}
}
@media (prefers-color-scheme: dark) {
:host(:not([theme="light"])) {
${St}
}
}
:host([theme="dark"]) {
${St}
}
`;var _t=[$t,Tt,Et,At,xt,kt];var we=t=>navigator.languages.find(e=>e.split("-")[0]===t.split("-")[0])??t,z=t=>new Date(t*1e3),Ct=t=>z(t).toISOString(),Pt=(t,e)=>z(t).toLocaleTimeString(we(e),{hour:"numeric",minute:"2-digit"}),Lt=(t,e)=>z(t).toLocaleString(we(e),{dateStyle:"long",timeStyle:"short"});function Mt(t,e){try{return new Intl.DisplayNames(we(e),{type:"language"}).of(t)??t}catch{return t}}var ye=(t,e)=>z(t).toDateString()===z(e).toDateString();function Ut(t,e,i){let n=Date.now()/1e3;return ye(t,n)?e("today"):ye(t,n-86400)?e("yesterday"):z(t).toLocaleDateString(we(i),{weekday:"long",day:"numeric",month:"long"})}function Ht(t,e,i){let n=t.map(s=>{let o=[`${s.from==="visitor"?e("downloadYou"):e("downloadGuide")}, ${Lt(s.time,i)}`,s.text];s.source?.section&&o.push(e("source",{section:s.source.section}));for(let d of s.source?.references??[])o.push(`  ${d}`);return o.join(`
`)});return[e("downloadTitle"),...n].join(`

`)+`
`}function Ot(t,e){let i=URL.createObjectURL(new Blob([t],{type:"text/plain;charset=utf-8"})),n=document.createElement("a");n.href=i,n.download=e,n.click(),setTimeout(()=>URL.revokeObjectURL(i),1e4)}var $e=class{constructor(){this.sheet=new CSSStyleSheet;this.update=()=>{let e=window.visualViewport;!e||e.scale>1.01||this.sheet.replaceSync(`:host { --visible-height: ${e.height}px; --visible-top: ${e.offsetTop}px; }`)}}connect(){window.visualViewport?.addEventListener("resize",this.update),window.visualViewport?.addEventListener("scroll",this.update),this.update()}disconnect(){window.visualViewport?.removeEventListener("resize",this.update),window.visualViewport?.removeEventListener("scroll",this.update)}};var Rt=({t,conversation:e,restore:i,toCrisis:n})=>{if(e.restoring)return a`<p class="banner">${t("restoring")}</p>`;if(e.restoreFailed)return a`<p class="banner">${t("restoreFailed")} <button class="text" type="button" @click=${i}>${t("retry")}</button></p>`;let s=e.outbox.deliveries.find(({state:r})=>r==="waiting");return s?.reason===t("pausing")?a`<p class="banner">${t("pausing")}</p>`:s||!navigator.onLine?a`<p class="banner">${t("offline")}</p>`:e.crisisBehind?a`
<p class="banner crisis-banner">
<button class="text" type="button" @click=${n}>${t("crisisReturn")}</button>
</p>`:c};var S={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},xe=t=>(...e)=>({_$litDirective$:t,values:e}),N=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,i,n){this._$Ct=e,this._$AM=i,this._$Ci=n}_$AS(e,i){return this.update(e,i)}update(e,i){return this.render(...i)}};var{I:Ti}=at,zt=t=>t;var Dt=t=>t.strings===void 0,Nt=()=>document.createComment(""),D=(t,e,i)=>{let n=t._$AA.parentNode,s=e===void 0?t._$AB:e._$AA;if(i===void 0){let r=n.insertBefore(Nt(),s),o=n.insertBefore(Nt(),s);i=new Ti(r,o,t,t.options)}else{let r=i._$AB.nextSibling,o=i._$AM,d=o!==t;if(d){let l;i._$AQ?.(t),i._$AM=t,i._$AP!==void 0&&(l=t._$AU)!==o._$AU&&i._$AP(l)}if(r!==s||d){let l=i._$AA;for(;l!==r;){let u=zt(l).nextSibling;zt(n).insertBefore(l,s),l=u}}}return i},C=(t,e,i=t)=>(t._$AI(e,i),t),_i={},ke=(t,e=_i)=>t._$AH=e,It=t=>t._$AH,Ae=t=>{t._$AR(),t._$AA.remove()};var Bt=xe(class extends N{constructor(t){if(super(t),t.type!==S.PROPERTY&&t.type!==S.ATTRIBUTE&&t.type!==S.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!Dt(t))throw Error("`live` bindings can only contain a single expression")}render(t){return t}update(t,[e]){if(e===x||e===c)return e;let i=t.element,n=t.name;if(t.type===S.PROPERTY){if(e===i[n])return x}else if(t.type===S.BOOLEAN_ATTRIBUTE){if(!!e===i.hasAttribute(n))return x}else if(t.type===S.ATTRIBUTE&&i.getAttribute(n)===e+"")return x;return ke(t),e}});var y=t=>v`
<svg class="icon" viewBox="0 0 24 24" width="1.25em" height="1.25em" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${t}</svg>`,p={chat:y(v`<path d="M20 11.5c0 4.1-3.8 7.5-8.5 7.5-1.2 0-2.4-.2-3.4-.6L4 20l1.2-3.7C3.8 15 3 13.3 3 11.5 3 7.4 6.8 4 11.5 4S20 7.4 20 11.5Z"/><path d="M8.5 11.5h.01M11.5 11.5h.01M14.5 11.5h.01"/>`),bond:y(v`<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>`),close:y(v`<path d="M6 6l12 12M18 6L6 18"/>`),more:y(v`<circle cx="12" cy="5.5" r=".9"/><circle cx="12" cy="12" r=".9"/><circle cx="12" cy="18.5" r=".9"/>`),phone:y(v`<path d="M7.2 4.5h2.6l1.3 3.7-1.7 1.3a11 11 0 0 0 5 5l1.4-1.7 3.7 1.3v2.6a2 2 0 0 1-2.2 2A15.5 15.5 0 0 1 5.2 6.7a2 2 0 0 1 2-2.2Z"/>`),exit:y(v`<path d="M10 4.5H6.5a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2H10M15 8l4 4-4 4M19 12H9.5"/>`),back:y(v`<path class="mirrored" d="M14.5 6l-6 6 6 6"/>`),send:y(v`<path class="mirrored" d="M4.5 12h14M13 6.5l5.5 5.5-5.5 5.5"/>`),robot:y(v`<rect x="5" y="8.5" width="14" height="10" rx="3"/><path d="M12 5v3.5M9.5 13h.01M14.5 13h.01"/>`),lock:y(v`<rect x="5.5" y="10.5" width="13" height="9" rx="2.5"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>`),eye:y(v`<path d="M3 12s3.3-5.5 9-5.5S21 12 21 12s-3.3 5.5-9 5.5S3 12 3 12Z"/><circle cx="12" cy="12" r="2.5"/>`),info:y(v`<circle cx="12" cy="12" r="8"/><path d="M12 11.5V16M12 8.2h.01"/>`),heart:y(v`<path d="M12 19s-7-4.3-7-9.3A3.7 3.7 0 0 1 12 8a3.7 3.7 0 0 1 7 1.7c0 5-7 9.3-7 9.3Z"/>`),book:y(v`<path d="M5 5.5h4.5A2.5 2.5 0 0 1 12 8v11a2 2 0 0 0-2-2H5ZM19 5.5h-4.5A2.5 2.5 0 0 0 12 8v11a2 2 0 0 1 2-2h5Z"/>`),download:y(v`<path d="M12 4.5v10M8 11l4 4 4-4M5 19.5h14"/>`),trash:y(v`<path d="M5 7h14M9.5 7V5h5v2M7 7l.8 12.5h8.4L17 7"/>`)};var Ci=.9,Ee=t=>[...t].length;function G(t,e){let i=e-Ee(t);return i<0?"none":i<=e*(1-Ci)?"little":"enough"}function Be(t,e,i){let n=i-Ee(e),s=G(e,i);return s==="enough"?"":s==="none"?t("charactersOver",{count:-n}):t("charactersLeft",{count:n})}var qt=t=>{let e=Be(t.t,t.draft,t.limit),i=G(t.draft,t.limit)==="none",n=s=>{s.key!=="Enter"||s.shiftKey||s.isComposing||(s.preventDefault(),t.send())};return a`
${t.banner}
<form class="composer" @submit=${s=>(s.preventDefault(),t.send())}>
<label for="draft" class="unseen">${t.t("inputLabel")}</label>
<textarea id="draft" rows="1" dir="auto" enterkeyhint="send" autocomplete="off" placeholder=${t.t("inputPlaceholder")} aria-describedby="hint count" aria-invalid=${String(i)} .value=${Bt(t.draft)} @input=${s=>t.input(s.target.value)} @keydown=${n}></textarea>
<button id="send" class="primary send" type="submit" aria-label=${t.t("send")}>${p.send}</button>
<p id="count" class=${i?"count over":"count"} ?hidden=${!e}>${e}</p>
<p id="hint" class="hint">${t.t("inputHint")}</p>
</form>`};var Ft=t=>a`
<dialog id=${t.id} class="confirm" role="alertdialog" aria-labelledby="${t.id}-heading" aria-describedby="${t.id}-body" @cancel=${e=>(e.preventDefault(),t.onCancel())}>
<h3 id="${t.id}-heading">${t.heading}</h3>
<p id="${t.id}-body">${t.body}</p>
<p class="problem" role="alert">${t.error??""}</p>
<div class="row">
<button class="secondary" type="button" data-first @click=${t.onCancel}>${t.cancel}</button>
<button class="primary" type="button" @click=${t.onConfirm}>${t.confirm}</button>
</div>
</dialog>`,jt=({t,deleteError:e,remove:i,download:n,cancel:s})=>a`
${Ft({id:"delete",heading:t("deleteHeading"),body:t("deleteBody"),confirm:t("deleteConfirm"),cancel:t("deleteCancel"),error:e,onConfirm:i,onCancel:s})}
${Ft({id:"download",heading:t("downloadHeading"),body:t("downloadBody"),confirm:t("downloadConfirm"),cancel:t("downloadCancel"),onConfirm:n,onCancel:s})}`;var Vt=(t,e,i=[])=>t.split(/\n\s*\n/).filter(n=>n.trim()).map(n=>a`<p dir="auto">${T(n.trim(),e,i)}</p>`),T=(t,e,i=[])=>gt(t,i).map(({text:n,href:s})=>s?Z(s,n,e):n),Z=(t,e,i)=>{let n=O(t);return n?n.startsWith("http")?a`<a href=${n} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">${e}<span class="unseen"> ${i("newTab")}</span></a>`:a`<a href=${n}>${e}</a>`:e},qe=(t,e,i)=>O(t)?Z(t,e,i):c;var Q=(t,e,i)=>a`
<div class="fact"><dt>${t}${e}</dt><dd>${i}</dd></div>`,Pi=({disclosure:t,clinic_name:e},i)=>e?t?.replaceAll(e,()=>i):t,Wt=({t,config:e,clinic:i,privacyUrl:n},s=c)=>a`
<dl class="facts">
${Q(p.robot,t("consentBotTerm"),T(Pi(e,i)||t("consentBot",{clinic:i}),t))}
${Q(p.phone,t("consentUrgentTerm"),t("consentUrgent"))}
${Q(p.lock,t("consentPrivacyTerm"),a`${T(e.privacy_notice||t("consentPrivacy"),t)} ${qe(n,t("consentPolicy"),t)}`)}
${s}
${Q(p.eye,t("consentSharedTerm"),t("consentShared"))}
</dl>`,Yt=t=>a`
<section class="page consent" aria-labelledby="consent-heading" tabindex="0" ?hidden=${t.hidden}>
${t.note?a`<p class="note">${t.note}</p>`:c}
<h3 id="consent-heading" tabindex="-1">${t.t("consentHeading")}</h3>
${Wt(t)}
<div class="agree">
<p>${t.t("consentAction")}</p>
<p class="problem" role="alert">${t.error}</p>
<div class="row">
<button id="agree" class="primary" type="button" aria-disabled=${String(t.starting)} @click=${t.agree}>
${t.starting?t.t("consentStarting"):t.t("consentAgree")}
</button>
<button class="secondary" type="button" @click=${t.decline}>${t.t("consentDecline")}</button>
</div>
</div>
</section>`,Kt=t=>a`
<section class="page" aria-labelledby="about-heading" tabindex="0">
<button class="back" type="button" @click=${t.back}>${p.back}${t.t("back")}</button>
<h3 id="about-heading" tabindex="-1">${t.t("aboutHeading")}</h3>
${Wt(t,Q(p.info,t.t("aboutTabTerm"),t.t("aboutTab")))}
<p>${qe(t.clinicUrl,t.t("aboutClinic",{clinic:t.clinic}),t.t)}</p>
</section>`;var Gt=t=>a`
<header class="head">
<span class="mark">${p.bond}</span>
<div class="who">
<h2 id="title" tabindex="-1">${t.t("title")}</h2>
<p>${t.t("subtitle")}</p>
</div>
<div class="options">
<button id="options" class="bare" type="button" aria-label=${t.t("options")} aria-expanded=${String(t.menuOpen)} aria-controls="menu" @click=${t.toggleMenu}>${p.more}</button>
<div id="menu" class="menu" ?hidden=${!t.menuOpen}>
<button type="button" @click=${t.about}>${p.info}${t.t("about")}</button>
${t.started?a`
<button type="button" ?hidden=${!t.hasMessages} @click=${t.download}>${p.download}${t.t("download")}</button>
<button type="button" @click=${t.remove}>${p.trash}${t.t("delete")}</button>`:c}
</div>
</div>
<button id="close" class="bare" type="button" aria-label=${t.t("close")} @click=${t.close}>${p.close}</button>
</header>
<div class="always">
<button id="help" class="help" type="button" aria-expanded=${String(t.helpOpen)} @click=${t.help}>${p.phone}<span>${t.t("urgentHelp")}</span></button>
<button id="exit" class="exit" type="button" aria-describedby="exit-description" @click=${t.exit}>${p.exit}<span>${t.t("exit")}</span></button>
<span id="exit-description" hidden>${t.t("exitDescription")}</span>
</div>`;var Zt=t=>a`
<section class="page helping" aria-labelledby="help-heading" tabindex="0">
<button class="back" type="button" @click=${t.back}>${p.back}${t.backWords}</button>
<h3 id="help-heading" tabindex="-1">${t.t("helpHeading")}</h3>
<p>${t.t("helpIntro")}</p>
<label class="field">
${t.t("helpCountry")}
<select id="country" @change=${e=>t.choose(e.target.value)}>
${t.lines.countries.map(({code:e,name:i})=>a`<option value=${e} ?selected=${e===t.country?.code}>${i}</option>`)}
<option value="" ?selected=${!t.country}>${t.t("helpOther")}</option>
</select>
</label>
<ul class="lines">
<li class="emergency">
<strong>${t.t("helpEmergency")}</strong>
${t.country?.emergency?Qt(t.country.emergency,t.t):a`<p>${t.t("helpEmergencyOther")}</p>`}
</li>
${(t.country?.lines??[]).map(e=>Mi(e,t.t,t.language))}
</ul>
${t.lines.directories.length?a`
<h4>${t.t("helpDirectories")}</h4>
<ul class="directories">${t.lines.directories.map(({name:e,url:i})=>a`<li>${Z(i,e,t.t)}</li>`)}</ul>`:c}
${t.builtIn?a`<p class="note">${t.t("helpBuiltIn")}</p>`:c}
</section>`,Li=[["child","helpForChild"],["abuse","helpForAbuse"]],Mi=(t,e,i)=>{let n=Ui(t.languages,i),s=Li.find(([r])=>t.for?.includes(r));return a`
<li>
<strong dir="auto">${t.name}</strong>
${s?a`<p class="quiet">${e(s[1])}</p>`:c}
${t.number?Qt(t.number,e,t.name):c}
${t.text?a`<p>${T(e("helpText",{value:t.text}),e)}</p>`:c}
${t.chat?a`<p>${T(e("helpChat",{value:t.chat}),e)}</p>`:c}
${t.hours?a`<p class="quiet">${e("helpHours",{value:t.hours})}</p>`:c}
${n?a`<p class="quiet">${e("helpLanguages",{value:n})}</p>`:c}
${t.url?a`<p>${Z(t.url,e("helpSite",{name:t.name}),e)}</p>`:c}
</li>`},Qt=(t,e,i="")=>ue(t).map(n=>me(n)?a`<a class="call" href=${me(n)}>${p.phone}<span>${e("helpCall",{number:n})}</span>${i?a`<span class="unseen">, ${i}</span>`:c}</a>`:a`<p>${n}</p>`),Ui=(t,e)=>typeof t=="string"?t:(t??[]).map(i=>Mt(i,e)).join(", ");var Jt=t=>a`
<button id="launcher" class="launcher" type="button" aria-haspopup="dialog" ?hidden=${t.hidden} @click=${t.open}>
${p.chat}<span>${t.unread?t.t("launcherUnread"):t.t("launcher")}</span>${t.unread?a`<span class="dot"></span>`:""}
</button>`;var Xt=(t,e,i)=>{let n=new Map;for(let s=e;s<=i;s++)n.set(t[s],s);return n},ei=xe(class extends N{constructor(t){if(super(t),t.type!==S.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,i){let n;i===void 0?i=e:e!==void 0&&(n=e);let s=[],r=[],o=0;for(let d of t)s[o]=n?n(d,o):o,r[o]=i(d,o),o++;return{values:r,keys:s}}render(t,e,i){return this.dt(t,e,i).values}update(t,[e,i,n]){let s=It(t),{values:r,keys:o}=this.dt(e,i,n);if(!Array.isArray(s))return this.ut=o,r;let d=this.ut??=[],l=[],u,f,h=0,g=s.length-1,m=0,b=r.length-1;for(;h<=g&&m<=b;)if(s[h]===null)h++;else if(s[g]===null)g--;else if(d[h]===o[m])l[m]=C(s[h],r[m]),h++,m++;else if(d[g]===o[b])l[b]=C(s[g],r[b]),g--,b--;else if(d[h]===o[b])l[b]=C(s[h],r[b]),D(t,l[b+1],s[h]),h++,b--;else if(d[g]===o[m])l[m]=C(s[g],r[m]),D(t,s[h],s[g]),g--,m++;else if(u===void 0&&(u=Xt(o,m,b),f=Xt(d,h,g)),u.has(d[h]))if(u.has(d[g])){let k=f.get(o[m]),Se=k!==void 0?s[k]:null;if(Se===null){let Fe=D(t,s[h]);C(Fe,r[m]),l[m]=Fe}else l[m]=C(Se,r[m]),D(t,s[h],Se),s[k]=null;m++}else Ae(s[g]),g--;else Ae(s[h]),h++;for(;m<=b;){let k=D(t,l[b+1]);C(k,r[m]),l[m++]=k}for(;h<=g;){let k=s[h++];k!==null&&Ae(k)}return this.ut=o,ke(t,l),x}});var ti=t=>{let{entry:e,t:i}=t,n=e.from==="visitor";return a`
<div class="message ${n?"own":e.kind}" data-id=${e.id} tabindex="-1">
<span class="unseen">${i(n?"youSaid":"guideSaid")}</span>
<div class="bubble">
${n||t.goesOn?c:Hi(e,i)}
${Vt(e.text,i,n?[]:t.numbers)}
${e.kind==="crisis"&&!t.goesOn?a`<button class="call lines-button" type="button" @click=${t.act.help}>${p.phone}<span>${i("showHelpLines")}</span></button>`:c}
${n||!e.source?c:Oi(e.source,i)}
</div>
${Ni(t)}
<div class="meta">
<time datetime=${Ct(e.time)}>${Pt(e.time,t.language)}</time>
${e.delivery?.state==="waiting"?a`<span>${i("waitingShort")}</span>`:c}
${e.kind==="answer"&&!n&&!e.local?Ri(t):c}
</div>
${!n&&e.buttons.length&&e.buttons===t.offered?zi(t):c}
</div>`},Hi=({kind:t},e)=>t==="crisis"?a`<p class="kind">${p.heart}${e("crisisHeading")}</p>`:t==="concern"?a`<p class="kind">${p.heart}${e("concernHeading")}</p>`:t==="notice"?a`<p class="kind">${p.info}${e("noticeHeading")}</p>`:c,Oi=({section:t,references:e=[]},i)=>{let n=t?i("source",{section:t}):i("sourceNone");return e.length?a`
<details class="source">
<summary>${p.book}<span>${n}</span></summary>
<ul>${e.map(s=>a`<li dir="auto">${T(s,i)}</li>`)}</ul>
</details>`:t?a`<p class="source">${p.book}<span>${n}</span></p>`:c},Ri=({t,entry:e,act:i})=>{let n=(s,r)=>a`
<button type="button" aria-pressed=${String(e.helped===s)} @click=${()=>i.helped(e,s)}>${r}</button>`;return a`
<span class="feedback" role="group" aria-label=${t("helpedQuestion")}>
<span aria-hidden="true">${t("helpedQuestion")}</span>${n(!0,t("helpedYes"))}${n(!1,t("helpedNo"))}
</span>`},zi=({t,entry:e,act:i})=>a`
<div class="choices" role="group" aria-label=${t("choices")}>
${e.buttons.map(n=>a`<button type="button" dir="auto" @click=${()=>i.choose(n)}>${n.title}</button>`)}
</div>`,Ni=({t,entry:e,act:i})=>e.delivery?.state!=="failed"?c:a`
<div class="failed">
<p>${t("failed")} ${e.delivery.reason}</p>
<div class="row">
<button class="secondary" type="button" @click=${()=>i.retry(e)}>${t("retry")}</button>
<button class="secondary" type="button" @click=${()=>i.remove(e)}>${t("remove")}</button>
</div>
</div>`;var ii=t=>a`
<div class="log" tabindex="0" role="region" aria-label=${t.t("conversationLabel")}>
<div role="log" aria-live=${t.quiet?"off":"polite"} aria-label=${t.t("logLabel")}>
${ei(t.entries,e=>e,(e,i)=>{let n=t.entries[i-1],s=!n||!ye(n.time,e.time);return a`
${s?a`<p class="day"><span>${Ut(e.time,t.t,t.language)}</span></p>`:c}
${ti({...t,entry:e,goesOn:n?.from===e.from&&n.kind===e.kind})}`})}
</div>
${t.starters.length?a`
<div class="choices starters" role="group" aria-label=${t.t("starterLabel")}>
${t.starters.map(e=>a`<button type="button" @click=${()=>t.ask(e)}>${e}</button>`)}
</div>`:c}
${t.writing?a`<div class="writing" aria-hidden="true"><i></i><i></i><i></i></div>`:c}
</div>`;var Di=2e3,Ii="https://www.wikipedia.org/",I=class I extends _{constructor(){super();this.storage=new ve;this.config={};this.configLoaded=!1;this.starting=!1;this.leaving=!1;this.quiet=!0;this.read=0;this.unread=!1;this.draft="";this.consentNote="";this.consentError="";this.deleteError="";this.announcement="";this.seen=0;this.news=new ge;this.layers=new pe(this,()=>this.close());this.visible=new $e;this.shift=new fe(i=>this.shiftPressed(i));this.refresh=()=>this.requestUpdate();this.exit=()=>{this.leaving=!0,this.announce(this.t("exiting")),this.conversation.clear(),this.session.abandon(),ft(O(this.exitUrl)??Ii)};this.connected=()=>{this.conversation.outbox.nudge(),this.conversation.restoreFailed&&this.restore(),this.loadConfig(),this.directory.load(),this.refresh()};this.broughtBack=i=>{i.persisted&&(this.storage.read(),this.conversation.clear(),this.session.resume(),this.session.started&&this.restore())};this.show=()=>{this.open=!0,this.storage.set({open:!0}),this.layers.focusOn(this.session.started?"#draft":"#consent-heading")};this.close=()=>{this.layers.closeAll(),this.open=!1,this.storage.set({open:!1}),this.layers.focusOn("#launcher")};this.open=!1}get t(){return wt(this.language)}get language(){return this.lang||document.documentElement.lang||"en"}get clinic(){return this.clinicName||this.config.clinic_name||location.hostname}get limit(){return this.config.max_length??Di}connectedCallback(){super.connectedCallback(),this.api||this.build(),this.shift.connect(),this.visible.connect(),this.layers.connect(),window.addEventListener("online",this.connected),window.addEventListener("pageshow",this.broughtBack),window.addEventListener("offline",this.refresh)}disconnectedCallback(){super.disconnectedCallback(),this.shift.disconnect(),this.visible.disconnect(),this.layers.disconnect(),window.removeEventListener("online",this.connected),window.removeEventListener("pageshow",this.broughtBack),window.removeEventListener("offline",this.refresh)}build(){let i=this.server?`${this.server.replace(/\/+$/,"")}/chat`:I.home;this.api=new le(i),this.session=new be(this.api,this.storage),this.directory=new he(this.api,this.storage,this.refresh),this.conversation=new ce(this.api,this.session,this.storage,()=>this.t,()=>this.conversationChanged());let n=this.storage.get("open");n!==void 0&&(this.open=n),this.session.started&&this.restore()}firstUpdated(){let i=this.renderRoot;i.adoptedStyleSheets&&(i.adoptedStyleSheets=[...i.adoptedStyleSheets,this.visible.sheet])}willUpdate(i){i.has("open")&&this.open&&(this.unread=!1,this.loadConfig(),this.directory.load())}updated(i){i.has("open")&&this.layers.showPanel(),this.scrollToNews()}async loadConfig(){if(!this.configLoaded){this.configLoaded=!0;try{this.config=await this.api.config()}catch{this.configLoaded=!1}this.refresh()}}async restore(){this.quiet=!0,await this.conversation.restore()==="ended"?this.consentNote=this.t("expiredConsent"):this.conversation.entries.length===0&&!this.conversation.restoreFailed&&this.conversation.welcome(),this.refresh(),await this.updateComplete,this.quiet=!1,this.refresh()}async restoreAgain(){await this.restore(),await this.layers.focusOn(this.session.started?"#draft":"#consent-heading")}async start(){if(!this.starting){this.starting=!0,this.consentError="",this.refresh();try{await this.session.start()}catch(i){this.consentError=i instanceof $&&!i.passing?i.message:this.t("startFailed");return}finally{this.starting=!1,this.refresh()}this.consentNote="",this.loadConfig(),this.quiet=!1,this.refresh(),await this.updateComplete,this.conversation.welcome(),await this.layers.focusOn("#draft")}}send(){let i=this.draft.trim();if(!i||Ee(i)>this.limit){this.layers.focusOn("#draft");return}this.draft="",this.conversation.say(i)}async choose(i){let n=this.conversation.choose(i);n&&await this.layers.focusOn(`[data-id="${n.id}"]`)}async ask(i){await this.layers.focusOn(`[data-id="${this.conversation.say(i).id}"]`)}async helped(i,n){try{await this.conversation.giveFeedback(i,n),this.announce(this.t("helpedThanks"))}catch{this.announce(this.t("helpedFailed"))}}askToDelete(){this.deleteError="",this.layers.put("delete")}async deleteConversation(){if(!this.starting){this.starting=!0,this.deleteError="",this.announce(this.t("deleting")),this.conversation.outbox.hold();try{await this.session.end()}catch{this.deleteError=this.t("deleteFailed"),this.conversation.outbox.resume();return}finally{this.starting=!1,this.refresh()}this.conversation.clear(),this.draft="",this.consentNote=this.t("deleted"),this.announce(this.t("deleted")),await this.layers.answered("#consent-heading")}}download(){Ot(Ht(this.conversation.entries,this.t,this.language),this.t("downloadFile")),this.announce(this.t("downloaded")),this.layers.answered()}shiftPressed(i){!this.open&&!this.session.started||(i===0?this.exit():this.announce(i===null?this.t("exitReset"):this.t(i===2?"exitPress2":"exitPress1")))}conversationChanged(){let i=this.news.from(this.conversation.outbox,this.t);i&&this.announce(i);let{length:n}=this.conversation.entries;!this.open&&!this.quiet&&n>this.read&&(this.unread=!0),this.read=n,this.refresh()}openHelp(i){this.directory.load(),this.layers.openSheet("help",i)}announce(i){this.announcement=i,this.refresh()}scrollToNews(){let{entries:i,writing:n}=this.conversation,s=i.length*2+Number(n);s===this.seen||!this.open||(this.seen=s,bt(this.renderRoot))}returnToCrisis(){let i=this.layers.find(`[data-id="${this.conversation.crisis?.id}"]`);Ne(this.renderRoot,i),i?.focus({preventScroll:!0})}render(){let{t:i}=this;return this.leaving?a`<div class="curtain" role="status">${i("exiting")}</div>`:a`
      <section lang=${i.language} aria-label=${i("widgetLabel")}>
        ${Jt({t:i,hidden:this.open,unread:this.unread,open:this.show})}
        <dialog id="panel" aria-labelledby="title" @keydown=${this.layers.keydown} @cancel=${n=>(n.preventDefault(),this.layers.escape())} @focusin=${this.layers.focusMoved}>
          ${this.renderPanel()}
        </dialog>
        ${jt({t:i,deleteError:this.deleteError,remove:()=>{this.deleteConversation()},download:()=>this.download(),cancel:()=>{this.layers.answered()}})}
      </section>`}renderPanel(){let{t:i}=this;return a`
      <div class="panel" @click=${mt}>
        ${Gt({t:i,menuOpen:this.layers.menuOpen,started:this.session.started,hasMessages:this.conversation.entries.length>0,helpOpen:this.layers.sheet==="help",toggleMenu:()=>this.layers.toggleMenu(),about:()=>{this.layers.openSheet("about",this.layers.find("#options"))},download:()=>this.layers.put("download"),remove:()=>this.askToDelete(),close:this.close,help:n=>this.openHelp(n.currentTarget),exit:this.exit})}
        ${this.layers.sheet==="help"?this.renderHelp():this.layers.sheet==="about"?this.renderAbout():c}
        ${this.session.started?this.renderChat():this.renderConsent()}
        <p class="unseen" role="status">${this.announcement}</p>
        <p class="unseen" role="status">${this.conversation.writing&&!this.layers.sheet?i("writing"):""}</p>
      </div>`}renderHelp(){return Zt({t:this.t,lines:this.directory.lines,country:this.directory.country(this.country),builtIn:this.directory.failed,language:this.language,backWords:this.t(this.session.started?"backToChat":"back"),choose:i=>this.directory.choose(i),back:()=>{this.layers.closeSheet()}})}get facts(){return{t:this.t,config:this.config,clinic:this.clinic,privacyUrl:this.privacyUrl||this.config.privacy_url}}renderAbout(){return Kt({...this.facts,clinicUrl:this.clinicUrl||this.config.contact_url,back:()=>{this.layers.closeSheet()}})}renderConsent(){return Yt({...this.facts,starting:this.starting,note:this.consentNote,error:this.consentError,hidden:this.layers.sheet!==null,agree:()=>{this.start()},decline:this.close})}renderChat(){let{t:i,conversation:n}=this,s=n.entries.some(({from:r})=>r==="visitor");return a`
      <div class="chat" ?hidden=${this.layers.sheet!==null}>
        ${ii({t:i,entries:n.entries,offered:n.offered,numbers:this.directory.numbers,language:this.language,writing:n.writing,quiet:this.quiet||n.restoring,starters:s||n.restoring||n.restoreFailed?[]:i.starters,ask:r=>{this.ask(r)},act:{choose:r=>{this.choose(r)},helped:(r,o)=>{this.helped(r,o)},retry:r=>(n.retry(r),void this.layers.focusOn(`[data-id="${r.id}"]`)),remove:r=>(n.remove(r),void this.layers.focusOn("#draft")),help:r=>this.openHelp(r.currentTarget)}})}
        ${qt({t:i,draft:this.draft,limit:this.limit,banner:Rt({t:i,conversation:n,restore:()=>{this.restoreAgain()},toCrisis:()=>this.returnToCrisis()}),input:r=>this.typed(r),send:()=>this.send()})}
      </div>`}typed(i){let n=G(this.draft,this.limit);this.draft=i,G(i,this.limit)!==n&&this.announce(Be(this.t,i,this.limit)),this.refresh()}};I.home="/chat",I.styles=_t,I.properties={clinicName:{attribute:"clinic-name"},clinicUrl:{attribute:"clinic-url"},privacyUrl:{attribute:"privacy-url"},exitUrl:{attribute:"exit-url"},country:{},server:{},theme:{reflect:!0},lang:{},open:{type:Boolean,reflect:!0}};var J=I;var Bi=document.currentScript instanceof HTMLScriptElement?document.currentScript.src:"";J.home=/^(https?:.*)\/static\/[^/]+$/.exec(Bi)?.[1]??"/chat";customElements.get("attachment-guide")||customElements.define("attachment-guide",J);})();
