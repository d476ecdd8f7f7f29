/*! Attachment Guide. Contains Lit, BSD-3-Clause: see attachment-guide.licenses.txt */
"use strict";(()=>{var ee=globalThis,te=ee.ShadowRoot&&(ee.ShadyCSS===void 0||ee.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,qe=Symbol(),ot=new WeakMap,j=class{constructor(e,n,r){if(this._$cssResult$=!0,r!==qe)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=n}get styleSheet(){let e=this.o,n=this.t;if(te&&e===void 0){let r=n!==void 0&&n.length===1;r&&(e=ot.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),r&&ot.set(n,e))}return e}toString(){return this.cssText}},it=t=>new j(typeof t=="string"?t:t+"",void 0,qe),v=(t,...e)=>{let n=t.length===1?t[0]:e.reduce((r,o,i)=>r+(s=>{if(s._$cssResult$===!0)return s.cssText;if(typeof s=="number")return s;throw Error("Value passed to 'css' function must be a 'css' function result: "+s+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(o)+t[i+1],t[0]);return new j(n,t,qe)},st=(t,e)=>{if(te)t.adoptedStyleSheets=e.map(n=>n instanceof CSSStyleSheet?n:n.styleSheet);else for(let n of e){let r=document.createElement("style"),o=ee.litNonce;o!==void 0&&r.setAttribute("nonce",o),r.textContent=n.cssText,t.appendChild(r)}},Ie=te?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let n="";for(let r of e.cssRules)n+=r.cssText;return it(n)})(t):t;var{is:$n,defineProperty:xn,getOwnPropertyDescriptor:kn,getOwnPropertyNames:Cn,getOwnPropertySymbols:An,getPrototypeOf:Sn}=Object,ne=globalThis,at=ne.trustedTypes,En=at?at.emptyScript:"",Tn=ne.reactiveElementPolyfillSupport,V=(t,e)=>t,Be={toAttribute(t,e){switch(e){case Boolean:t=t?En:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let n=t;switch(e){case Boolean:n=t!==null;break;case Number:n=t===null?null:Number(t);break;case Object:case Array:try{n=JSON.parse(t)}catch{n=null}}return n}},ct=(t,e)=>!$n(t,e),lt={attribute:!0,type:String,converter:Be,reflect:!1,useDefault:!1,hasChanged:ct};Symbol.metadata??=Symbol("metadata"),ne.litPropertyMetadata??=new WeakMap;var C=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,n=lt){if(n.state&&(n.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((n=Object.create(n)).wrapped=!0),this.elementProperties.set(e,n),!n.noAccessor){let r=Symbol(),o=this.getPropertyDescriptor(e,r,n);o!==void 0&&xn(this.prototype,e,o)}}static getPropertyDescriptor(e,n,r){let{get:o,set:i}=kn(this.prototype,e)??{get(){return this[n]},set(s){this[n]=s}};return{get:o,set(s){let c=o?.call(this);i?.call(this,s),this.requestUpdate(e,c,r)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??lt}static _$Ei(){if(this.hasOwnProperty(V("elementProperties")))return;let e=Sn(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(V("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(V("properties"))){let n=this.properties,r=[...Cn(n),...An(n)];for(let o of r)this.createProperty(o,n[o])}let e=this[Symbol.metadata];if(e!==null){let n=litPropertyMetadata.get(e);if(n!==void 0)for(let[r,o]of n)this.elementProperties.set(r,o)}this._$Eh=new Map;for(let[n,r]of this.elementProperties){let o=this._$Eu(n,r);o!==void 0&&this._$Eh.set(o,n)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let n=[];if(Array.isArray(e)){let r=new Set(e.flat(1/0).reverse());for(let o of r)n.unshift(Ie(o))}else e!==void 0&&n.push(Ie(e));return n}static _$Eu(e,n){let r=n.attribute;return r===!1?void 0:typeof r=="string"?r:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,n=this.constructor.elementProperties;for(let r of n.keys())this.hasOwnProperty(r)&&(e.set(r,this[r]),delete this[r]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return st(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,n,r){this._$AK(e,r)}_$ET(e,n){let r=this.constructor.elementProperties.get(e),o=this.constructor._$Eu(e,r);if(o!==void 0&&r.reflect===!0){let i=(r.converter?.toAttribute!==void 0?r.converter:Be).toAttribute(n,r.type);this._$Em=e,i==null?this.removeAttribute(o):this.setAttribute(o,i),this._$Em=null}}_$AK(e,n){let r=this.constructor,o=r._$Eh.get(e);if(o!==void 0&&this._$Em!==o){let i=r.getPropertyOptions(o),s=typeof i.converter=="function"?{fromAttribute:i.converter}:i.converter?.fromAttribute!==void 0?i.converter:Be;this._$Em=o;let c=s.fromAttribute(n,i.type);this[o]=c??this._$Ej?.get(o)??c,this._$Em=null}}requestUpdate(e,n,r,o=!1,i){if(e!==void 0){let s=this.constructor;if(o===!1&&(i=this[e]),r??=s.getPropertyOptions(e),!((r.hasChanged??ct)(i,n)||r.useDefault&&r.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(s._$Eu(e,r))))return;this.C(e,n,r)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,n,{useDefault:r,reflect:o,wrapped:i},s){r&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,s??n??this[e]),i!==!0||s!==void 0)||(this._$AL.has(e)||(this.hasUpdated||r||(n=void 0),this._$AL.set(e,n)),o===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(n){Promise.reject(n)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[o,i]of this._$Ep)this[o]=i;this._$Ep=void 0}let r=this.constructor.elementProperties;if(r.size>0)for(let[o,i]of r){let{wrapped:s}=i,c=this[o];s!==!0||this._$AL.has(o)||c===void 0||this.C(o,void 0,i,c)}}let e=!1,n=this._$AL;try{e=this.shouldUpdate(n),e?(this.willUpdate(n),this._$EO?.forEach(r=>r.hostUpdate?.()),this.update(n)):this._$EM()}catch(r){throw e=!1,this._$EM(),r}e&&this._$AE(n)}willUpdate(e){}_$AE(e){this._$EO?.forEach(n=>n.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(n=>this._$ET(n,this[n])),this._$EM()}updated(e){}firstUpdated(e){}};C.elementStyles=[],C.shadowRootOptions={mode:"open"},C[V("elementProperties")]=new Map,C[V("finalized")]=new Map,Tn?.({ReactiveElement:C}),(ne.reactiveElementVersions??=[]).push("2.1.2");var je=globalThis,dt=t=>t,re=je.trustedTypes,ht=re?re.createPolicy("lit-html",{createHTML:t=>t}):void 0,Ve="$lit$",A=`lit$${Math.random().toFixed(9).slice(2)}$`,We="?"+A,_n=`<${We}>`,H=document,K=()=>H.createComment(""),Y=t=>t===null||typeof t!="object"&&typeof t!="function",Ke=Array.isArray,vt=t=>Ke(t)||typeof t?.[Symbol.iterator]=="function",Fe=`[ 	
\f\r]`,W=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,pt=/-->/g,ut=/>/g,P=RegExp(`>|${Fe}(?:([^\\s"'>=/]+)(${Fe}*=${Fe}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),mt=/'/g,ft=/"/g,yt=/^(?:script|style|textarea|title)$/i,Ye=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),a=Ye(1),b=Ye(2),ar=Ye(3),x=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),gt=new WeakMap,L=H.createTreeWalker(H,129);function bt(t,e){if(!Ke(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return ht!==void 0?ht.createHTML(e):e}var wt=(t,e)=>{let n=t.length-1,r=[],o,i=e===2?"<svg>":e===3?"<math>":"",s=W;for(let c=0;c<n;c++){let l=t[c],p,g,h=-1,f=0;for(;f<l.length&&(s.lastIndex=f,g=s.exec(l),g!==null);)f=s.lastIndex,s===W?g[1]==="!--"?s=pt:g[1]!==void 0?s=ut:g[2]!==void 0?(yt.test(g[2])&&(o=RegExp("</"+g[2],"g")),s=P):g[3]!==void 0&&(s=P):s===P?g[0]===">"?(s=o??W,h=-1):g[1]===void 0?h=-2:(h=s.lastIndex-g[2].length,p=g[1],s=g[3]===void 0?P:g[3]==='"'?ft:mt):s===ft||s===mt?s=P:s===pt||s===ut?s=W:(s=P,o=void 0);let m=s===P&&t[c+1].startsWith("/>")?" ":"";i+=s===W?l+_n:h>=0?(r.push(p),l.slice(0,h)+Ve+l.slice(h)+A+m):l+A+(h===-2?c:m)}return[bt(t,i+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),r]},G=class t{constructor({strings:e,_$litType$:n},r){let o;this.parts=[];let i=0,s=0,c=e.length-1,l=this.parts,[p,g]=wt(e,n);if(this.el=t.createElement(p,r),L.currentNode=this.el.content,n===2||n===3){let h=this.el.content.firstChild;h.replaceWith(...h.childNodes)}for(;(o=L.nextNode())!==null&&l.length<c;){if(o.nodeType===1){if(o.hasAttributes())for(let h of o.getAttributeNames())if(h.endsWith(Ve)){let f=g[s++],m=o.getAttribute(h).split(A),y=/([.?@])?(.*)/.exec(f);l.push({type:1,index:i,name:y[2],strings:m,ctor:y[1]==="."?ie:y[1]==="?"?se:y[1]==="@"?ae:M}),o.removeAttribute(h)}else h.startsWith(A)&&(l.push({type:6,index:i}),o.removeAttribute(h));if(yt.test(o.tagName)){let h=o.textContent.split(A),f=h.length-1;if(f>0){o.textContent=re?re.emptyScript:"";for(let m=0;m<f;m++)o.append(h[m],K()),L.nextNode(),l.push({type:2,index:++i});o.append(h[f],K())}}}else if(o.nodeType===8)if(o.data===We)l.push({type:2,index:i});else{let h=-1;for(;(h=o.data.indexOf(A,h+1))!==-1;)l.push({type:7,index:i}),h+=A.length-1}i++}}static createElement(e,n){let r=H.createElement("template");return r.innerHTML=e,r}};function U(t,e,n=t,r){if(e===x)return e;let o=r!==void 0?n._$Co?.[r]:n._$Cl,i=Y(e)?void 0:e._$litDirective$;return o?.constructor!==i&&(o?._$AO?.(!1),i===void 0?o=void 0:(o=new i(t),o._$AT(t,n,r)),r!==void 0?(n._$Co??=[])[r]=o:n._$Cl=o),o!==void 0&&(e=U(t,o._$AS(t,e.values),o,r)),e}var oe=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:r}=this._$AD,o=(e?.creationScope??H).importNode(n,!0);L.currentNode=o;let i=L.nextNode(),s=0,c=0,l=r[0];for(;l!==void 0;){if(s===l.index){let p;l.type===2?p=new R(i,i.nextSibling,this,e):l.type===1?p=new l.ctor(i,l.name,l.strings,this,e):l.type===6&&(p=new le(i,this,e)),this._$AV.push(p),l=r[++c]}s!==l?.index&&(i=L.nextNode(),s++)}return L.currentNode=H,o}p(e){let n=0;for(let r of this._$AV)r!==void 0&&(r.strings!==void 0?(r._$AI(e,r,n),n+=r.strings.length-2):r._$AI(e[n])),n++}},R=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,r,o){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=r,this.options=o,this._$Cv=o?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=U(this,e,n),Y(e)?e===d||e==null||e===""?(this._$AH!==d&&this._$AR(),this._$AH=d):e!==this._$AH&&e!==x&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):vt(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==d&&Y(this._$AH)?this._$AA.nextSibling.data=e:this.T(H.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:r}=e,o=typeof r=="number"?this._$AC(e):(r.el===void 0&&(r.el=G.createElement(bt(r.h,r.h[0]),this.options)),r);if(this._$AH?._$AD===o)this._$AH.p(n);else{let i=new oe(o,this),s=i.u(this.options);i.p(n),this.T(s),this._$AH=i}}_$AC(e){let n=gt.get(e.strings);return n===void 0&&gt.set(e.strings,n=new G(e)),n}k(e){Ke(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,o=0;for(let i of e)o===n.length?n.push(r=new t(this.O(K()),this.O(K()),this,this.options)):r=n[o],r._$AI(i),o++;o<n.length&&(this._$AR(r&&r._$AB.nextSibling,o),n.length=o)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let r=dt(e).nextSibling;dt(e).remove(),e=r}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},M=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,r,o,i){this.type=1,this._$AH=d,this._$AN=void 0,this.element=e,this.name=n,this._$AM=o,this.options=i,r.length>2||r[0]!==""||r[1]!==""?(this._$AH=Array(r.length-1).fill(new String),this.strings=r):this._$AH=d}_$AI(e,n=this,r,o){let i=this.strings,s=!1;if(i===void 0)e=U(this,e,n,0),s=!Y(e)||e!==this._$AH&&e!==x,s&&(this._$AH=e);else{let c=e,l,p;for(e=i[0],l=0;l<i.length-1;l++)p=U(this,c[r+l],n,l),p===x&&(p=this._$AH[l]),s||=!Y(p)||p!==this._$AH[l],p===d?e=d:e!==d&&(e+=(p??"")+i[l+1]),this._$AH[l]=p}s&&!o&&this.j(e)}j(e){e===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ie=class extends M{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===d?void 0:e}},se=class extends M{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==d)}},ae=class extends M{constructor(e,n,r,o,i){super(e,n,r,o,i),this.type=5}_$AI(e,n=this){if((e=U(this,e,n,0)??d)===x)return;let r=this._$AH,o=e===d&&r!==d||e.capture!==r.capture||e.once!==r.once||e.passive!==r.passive,i=e!==d&&(r===d||o);o&&this.element.removeEventListener(this.name,this,r),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},le=class{constructor(e,n,r){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=r}get _$AU(){return this._$AM._$AU}_$AI(e){U(this,e)}},$t={M:Ve,P:A,A:We,C:1,L:wt,R:oe,D:vt,V:U,I:R,H:M,N:se,U:ae,B:ie,F:le},Pn=je.litHtmlPolyfillSupport;Pn?.(G,R),(je.litHtmlVersions??=[]).push("3.3.3");var xt=(t,e,n)=>{let r=n?.renderBefore??e,o=r._$litPart$;if(o===void 0){let i=n?.renderBefore??null;r._$litPart$=o=new R(e.insertBefore(K(),i),i,void 0,n??{})}return o._$AI(t),o};var Ge=globalThis,T=class extends C{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let n=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=xt(n,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return x}};T._$litElement$=!0,T.finalized=!0,Ge.litElementHydrateSupport?.({LitElement:T});var Ln=Ge.litElementPolyfillSupport;Ln?.({LitElement:T});(Ge.litElementVersions??=[]).push("4.2.2");var $=class extends Error{constructor(n,r,o,i=null){super(o);this.status=n;this.code=r;this.retryAfterSeconds=i}get passing(){return this.status===0||this.status>=500||this.status===429||this.status===408}get sessionLost(){return this.code==="no_session"||this.code==="session_expired"}},ce=class{constructor(e){this.locate=e;this.token=null;this.config=()=>this.call("GET","/config");this.helpLines=()=>this.call("GET","/help-lines")}get base(){return this.known??=this.locate()}get sameOrigin(){return new URL(this.base,location.href).origin===location.origin}async startSession(e){let n=e?{"X-Session-Mode":"header"}:{},r=await this.request("POST","/sessions",{},{headers:n,omitCookies:e}),o=await r.json().catch(()=>({}));if(e&&!o.token)throw new $(0,"no_token","The server sent no session.");return{created:r.status===201,token:o.token??null}}async endSession(e=!1){await this.request("DELETE","/sessions/current",void 0,{keepalive:e})}async send(e,n,r){let o="choice"in e?{choice:e.choice}:{text:e.text},i=await this.request("POST","/messages",{...o,key:n},{signal:r});return kt(await i.json())}async history(){return kt(await this.call("GET","/messages"))}async feedback(e,n){await this.request("POST","/feedback",{message:e,helped:n})}async call(e,n){return await(await this.request(e,n)).json()}async request(e,n,r,o={}){let i={Accept:"application/json",...o.headers};r!==void 0&&(i["Content-Type"]="application/json"),this.token&&(i["X-Chat-Session"]=this.token);let s=new AbortController,c=()=>s.abort(),l=setTimeout(c,3e4);o.signal?.addEventListener("abort",c);let p;try{p=await fetch(this.base+n,{method:e,headers:i,body:r===void 0?void 0:JSON.stringify(r),credentials:this.token||o.omitCookies?"omit":"same-origin",cache:"no-store",referrerPolicy:"no-referrer",keepalive:o.keepalive,signal:s.signal})}catch{throw new $(0,"unreachable","The server could not be reached.")}finally{clearTimeout(l),o.signal?.removeEventListener("abort",c)}if(!p.ok)throw await Hn(p);return p}};async function Hn(t){let e=await t.json().catch(()=>null),n=Number.parseInt(t.headers.get("Retry-After")??"",10);return new $(t.status,e?.error?.code??"unknown",e?.error?.message??t.statusText,Number.isFinite(n)?n:null)}function kt(t){let e=t?.messages;return Array.isArray(e)?e:[]}var de=class{constructor(e){this.host=e;this.text=""}announce(e){this.text=e,this.host.requestUpdate()}};var he=class{constructor(e,n){this.host=e;this.reconnected=n;this.wentOnline=()=>{this.reconnected(),this.host.requestUpdate()};this.wentOffline=()=>{this.host.requestUpdate()};e.addController(this)}get online(){return navigator.onLine}hostConnected(){window.addEventListener("online",this.wentOnline),window.addEventListener("offline",this.wentOffline)}hostDisconnected(){window.removeEventListener("online",this.wentOnline),window.removeEventListener("offline",this.wentOffline)}};var pe=class{constructor(e,n,r,o,i){this.host=e;this.session=n;this.config=r;this.conversation=o;this.layers=i;this.starting=!1;this.note="";this.error=""}async agree(){if(!this.starting){this.starting=!0,this.error="",this.host.requestUpdate();try{await this.session.start()}catch(e){this.error=e instanceof $&&!e.passing?e.message:this.host.t("startFailed");return}finally{this.starting=!1,this.host.requestUpdate()}this.note="",this.config.load(),await this.begin()}}async begin(){this.conversation.quiet=!1,this.host.requestUpdate(),await this.host.updateComplete,this.conversation.welcome(),await this.layers.focusOn("#draft")}};function z(){return Array.from(crypto.getRandomValues(new Uint8Array(16)),t=>t.toString(16).padStart(2,"0")).join("")}var Un=["answer","crisis","concern","notice","chat"];function Ze(t){return N({id:t.id,from:t.from==="visitor"?"visitor":"assistant",text:t.text??"",time:t.time??Date.now()/1e3,kind:Un.find(e=>e===t.kind)??"chat",buttons:t.buttons??[],source:t.source??null,helped:t.helped??void 0})}function N(t){return{id:z(),from:"assistant",time:Date.now()/1e3,kind:"chat",buttons:[],source:null,local:!1,...t}}var Ct=[1,2,4,8,15,15,15,15],ue=class{constructor(e){this.handlers=e;this.deliveries=[];this.pumping=!1;this.held=!1;this.abort=new AbortController;this.wake=null}get sending(){return this.deliveries.some(({state:e})=>e==="sending")}get waiting(){return this.deliveries.some(({state:e})=>e==="waiting")}add(e){this.deliveries.push(e),this.pump()}retry(e){e.state="waiting",e.reason=void 0,this.handlers.changed(),this.nudge(),this.pump()}remove(e){this.deliveries=this.deliveries.filter(n=>n!==e),this.handlers.changed()}hold(){this.held=!0,this.abort.abort(),this.abort=new AbortController,this.nudge()}resume(){this.held=!1,this.pump()}clear(){this.deliveries=[],this.hold(),this.held=!1}nudge(){this.wake?.()}async pump(){if(!this.pumping){this.pumping=!0;try{for(let e=this.next();e;e=this.next())await this.deliver(e)}finally{this.pumping=!1}}}next(){return this.held?void 0:this.deliveries.find(({state:e})=>e!=="failed")}async deliver(e){for(let n=0;!this.held&&this.deliveries.includes(e);){e.state="sending",this.handlers.changed();let{signal:r}=this.abort;try{let o=await this.handlers.send(e,r);if(r.aborted)return;e.state="sent",this.deliveries=this.deliveries.filter(i=>i!==e),this.handlers.delivered(e,o);return}catch(o){if(r.aborted)return;let i=o instanceof $?o:new $(0,"unknown",String(o));e.reason=this.handlers.explain(i);let s=navigator.onLine?i.retryAfterSeconds??Ct[n]:1/0;if(!i.passing||s===void 0||n>=Ct.length){e.state="failed",this.handlers.changed();return}navigator.onLine&&(n+=1),e.state="waiting",this.handlers.changed(),await this.pause(s)}}}pause(e){return new Promise(n=>{let r=Number.isFinite(e)?setTimeout(()=>this.wake?.(),e*1e3):void 0;this.wake=()=>{clearTimeout(r),this.wake=null,n()}})}};var me=class{constructor(e,n,r,o,i){this.host=e;this.api=n;this.session=r;this.storage=o;this.news=i;this.entries=[];this.quiet=!0;this.restoring=!1;this.restoreFailed=!1;this.outbox=new ue({send:(s,c)=>this.deliver(s,c),delivered:(s,c)=>this.receive(s,c),explain:s=>this.explain(s),changed:()=>this.keepUnsent()})}get writing(){return this.outbox.sending}get offered(){let e=this.entries[this.entries.length-1];return e?.from==="assistant"?e.buttons:[]}get crisis(){let e=(n,r)=>n.kind==="crisis"&&this.entries[r-1]?.kind!=="crisis";return this.entries.filter(e).pop()}get crisisBehind(){let{crisis:e}=this;return e!==void 0&&this.entries.slice(this.entries.indexOf(e)).some(({from:n})=>n==="visitor")}welcome(){this.addLocal(this.host.t("welcome"),"chat")}say(e){return this.add({text:e})}choose(e){if(this.offered.includes(e))return this.add({choice:e.id,title:e.title})}retry(e){e.delivery&&this.outbox.retry(e.delivery)}remove(e){this.entries=this.entries.filter(n=>n!==e),e.delivery&&this.outbox.remove(e.delivery)}async giveFeedback(e,n){let r=e.helped;e.helped=n,this.changed();try{await this.api.feedback(e.id,n)}catch(o){throw e.helped=r,this.changed(),o}}async restore(){let e=this.entries.length?[]:this.storage.get("unsent")??[],n=await this.fetchHistory();if(n==="restored")for(let r of e)this.post({...r,reloaded:!0});return n}async fetchHistory(){this.restoring=!0,this.restoreFailed=!1,this.changed();try{let e=(await this.api.history()).map(n=>Ze(n));this.entries=[...e,...this.entries.filter(({delivery:n})=>n&&n.state!=="sent")]}catch(e){if(e instanceof $&&e.sessionLost)return this.clear(),this.session.forget(),"ended";this.restoreFailed=!0}finally{this.changed(),await new Promise(e=>setTimeout(e)),this.restoring=!1,this.changed()}return"restored"}clear(){this.outbox.clear(),this.entries=[],this.changed()}add(e){return this.post({key:z(),content:e,time:Date.now()/1e3,state:"sending"})}post(e){let n="choice"in e.content?e.content.title:e.content.text,r=N({id:e.key,from:"visitor",text:n,time:e.time,local:!0,delivery:e});return this.entries=[...this.entries,r],this.outbox.add(e),this.keepUnsent(),r}async deliver(e,n){try{return await this.api.send(e.content,e.key,n)}catch(r){if(!(r instanceof $&&r.sessionLost))throw r;return this.session.forget(),await this.session.start(),n.aborted||this.insertBefore(e,this.host.t("expired")),this.api.send(e.content,e.key,n)}}receive(e,n){let r=n.length?n.map(i=>Ze({...i,from:"assistant"})):[N({text:this.host.t("noAnswer"),kind:"notice",local:!0})],o=this.entries.findIndex(i=>i.delivery===e)+1;this.entries=[...this.entries.slice(0,o),...r,...this.entries.slice(o)],this.keepUnsent(),e.reloaded&&this.fetchHistory()}explain(e){let{t:n}=this.host;return e.status===429?n("pausing"):e.passing?n("waiting"):e.code==="choice_unknown"?n("choiceGone"):e.message}addLocal(e,n){this.entries=[...this.entries,N({text:e,kind:n,local:!0})],this.changed()}insertBefore(e,n){let r=this.entries.findIndex(i=>i.delivery===e),o=N({text:n,kind:"notice",local:!0});this.entries=[...this.entries.slice(0,r),o,...this.entries.slice(r)],this.changed()}changed(){this.news.tell(this.outbox),this.host.requestUpdate()}keepUnsent(){this.storage.set({unsent:this.outbox.deliveries.length?this.outbox.deliveries:void 0}),this.changed()}};var fe=class{constructor(e,n,r,o,i,s){this.host=e;this.session=n;this.conversation=r;this.layers=o;this.announcements=i;this.deleted=s;this.error="";this.deleting=!1}ask(){this.error="",this.layers.put("delete")}async confirm(){if(!this.deleting){this.deleting=!0,this.error="",this.announcements.announce(this.host.t("deleting")),this.conversation.outbox.hold();try{await this.session.end()}catch{this.error=this.host.t("deleteFailed"),this.conversation.outbox.resume();return}finally{this.deleting=!1,this.host.requestUpdate()}this.conversation.clear(),this.deleted(),this.announcements.announce(this.host.t("deleted")),await this.layers.answered("#consent-heading")}}};var ge=class{constructor(e,n){this.host=e;this.announcements=n;this.connectionLost=!1;this.told=new WeakSet}tell(e){let n=this.newsOf(e);n&&this.announcements.announce(n)}newsOf(e){let{t:n}=this.host,r=e.deliveries.find(o=>o.state==="failed"&&!this.told.has(o));if(r)return this.told.add(r),this.connectionLost=!1,`${n("failed")} ${r.reason??""}`;if(e.waiting&&!this.connectionLost)return this.connectionLost=!0,n("offline");if(this.connectionLost&&e.deliveries.length===0)return this.connectionLost=!1,n("online")}};var ye=t=>navigator.languages.find(e=>e.split("-")[0]===t.split("-")[0])??t,D=t=>new Date(t*1e3),At=t=>D(t).toISOString(),St=(t,e)=>D(t).toLocaleTimeString(ye(e),{hour:"numeric",minute:"2-digit"}),Et=(t,e)=>D(t).toLocaleString(ye(e),{dateStyle:"long",timeStyle:"short"});function Tt(t,e){try{return new Intl.DisplayNames(ye(e),{type:"language"}).of(t)??t}catch{return t}}var ve=(t,e)=>D(t).toDateString()===D(e).toDateString();function _t(t,e,n){let r=Date.now()/1e3;return ve(t,r)?e("today"):ve(t,r-86400)?e("yesterday"):D(t).toLocaleDateString(ye(n),{weekday:"long",day:"numeric",month:"long"})}function Pt(t,e,n){let r=t.map(o=>{let s=[`${o.from==="visitor"?e("downloadYou"):e("downloadGuide")}, ${Et(o.time,n)}`,o.text];o.source?.section&&s.push(e("source",{section:o.source.section}));for(let c of o.source?.references??[])s.push(`  ${c}`);return s.join(`
`)});return[e("downloadTitle"),...r].join(`

`)+`
`}function Lt(t,e){let n=URL.createObjectURL(new Blob([t],{type:"text/plain;charset=utf-8"})),r=document.createElement("a");r.href=n,r.download=e,r.click(),setTimeout(()=>URL.revokeObjectURL(n),1e4)}var be=class{constructor(e,n,r,o){this.host=e;this.conversation=n;this.layers=r;this.announcements=o}ask(){this.layers.put("download")}confirm(){let{t:e,language:n}=this.host;Lt(Pt(this.conversation.entries,e,n),e("downloadFile")),this.announcements.announce(e("downloaded")),this.layers.answered()}};var we=t=>Array.from(t).length;function q(t,e){let n=e-we(t);return n<0?"none":n<=e*(1-.9)?"little":"enough"}function $e(t,e,n){let r=n-we(e),o=q(e,n);return o==="enough"?"":o==="none"?t("charactersOver",{count:-r}):t("charactersLeft",{count:r})}var xe=class{constructor(e,n,r,o,i){this.host=e;this.config=n;this.conversation=r;this.layers=o;this.announcements=i;this.text=""}type(e){let n=this.config.maxLength,r=q(this.text,n);this.text=e,q(e,n)!==r&&this.announcements.announce($e(this.host.t,e,n)),this.host.requestUpdate()}send(){let e=this.text.trim();if(!e||we(e)>this.config.maxLength){this.layers.focusOn("#draft");return}this.text="",this.conversation.say(e)}clear(){this.text=""}};var Ht={"Africa/Johannesburg":"ZA","America/Anchorage":"US","America/Boise":"US","America/Chicago":"US","America/Denver":"US","America/Detroit":"US","America/Indiana/Indianapolis":"US","America/Los_Angeles":"US","America/New_York":"US","America/Phoenix":"US","Pacific/Honolulu":"US","America/Edmonton":"CA","America/Halifax":"CA","America/Regina":"CA","America/St_Johns":"CA","America/Toronto":"CA","America/Vancouver":"CA","America/Winnipeg":"CA","Asia/Calcutta":"IN","Asia/Kolkata":"IN","Asia/Singapore":"SG","Asia/Dubai":"AE","Australia/Adelaide":"AU","Australia/Brisbane":"AU","Australia/Darwin":"AU","Australia/Hobart":"AU","Australia/Melbourne":"AU","Australia/Perth":"AU","Australia/Sydney":"AU","Atlantic/Canary":"ES","Europe/Amsterdam":"NL","Europe/Athens":"GR","Europe/Berlin":"DE","Europe/Brussels":"BE","Europe/Copenhagen":"DK","Europe/Dublin":"IE","Europe/Helsinki":"FI","Europe/Lisbon":"PT","Europe/London":"GB","Europe/Luxembourg":"LU","Europe/Madrid":"ES","Europe/Oslo":"NO","Europe/Paris":"FR","Europe/Prague":"CZ","Europe/Rome":"IT","Europe/Stockholm":"SE","Europe/Vienna":"AT","Europe/Warsaw":"PL","Europe/Zurich":"CH","Pacific/Auckland":"NZ"};function Ut(){let t=Intl.DateTimeFormat().resolvedOptions().timeZone;return Ht[t]??navigator.language.split("-")[1]}var Qe={countries:[{code:"AU",name:"Australia",emergency:"000",lines:[{name:"Lifeline",number:"13 11 14"}]},{code:"AT",name:"Austria",emergency:"112",lines:[{name:"TelefonSeelsorge",number:"142",hours:"24/7"}]},{code:"CA",name:"Canada",emergency:"911",lines:[{name:"9-8-8 Suicide Crisis Helpline",number:"988",hours:"24/7"}]},{code:"FR",name:"France",emergency:"112",lines:[{name:"Numéro national de prévention du suicide",number:"3114",hours:"24/7"}]},{code:"DE",name:"Germany",emergency:"112",lines:[{name:"TelefonSeelsorge",number:"0800 111 0 111",hours:"24/7"}]},{code:"IN",name:"India",emergency:"112",lines:[{name:"Tele-MANAS",number:"14416",hours:"24/7"}]},{code:"IE",name:"Ireland",emergency:"112",lines:[{name:"Samaritans",number:"116 123",hours:"24/7"}]},{code:"NZ",name:"New Zealand",emergency:"111",lines:[{name:"Need to talk?",number:"1737",hours:"24/7"}]},{code:"ES",name:"Spain",emergency:"112",lines:[{name:"Línea de atención a la conducta suicida",number:"024",hours:"24/7"}]},{code:"CH",name:"Switzerland",emergency:"112",lines:[{name:"Die Dargebotene Hand, La Main Tendue",number:"143",hours:"24/7"}]},{code:"GB",name:"United Kingdom",emergency:"999",lines:[{name:"Samaritans",number:"116 123",hours:"24/7"}]},{code:"US",name:"United States",emergency:"911",lines:[{name:"988 Suicide & Crisis Lifeline",number:"988",hours:"24/7"}]}],directories:[{name:"findahelpline.com",url:"https://findahelpline.com"},{name:"befrienders.org",url:"https://befrienders.org"}]};var Rn=new Set(["https:","tel:","mailto:"]),zn=/https:\/\/[^\s<>"'“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/,Nn=/(?<![\w.,+-])(?:\+\d[\d ().-]{6,17}\d|0\d(?:[ -]?\d){6,12}|1-8\d\d-\d{3}-\d{4})(?![\w%-])/;function O(t){if(t)try{let e=new URL(t,location.href);return e.origin===location.origin&&/^https?:$/.test(e.protocol)||Rn.has(e.protocol)?e.href:void 0}catch{return}}var Z=t=>[t??[]].flat().flatMap(e=>e.split(/\s*(?:\bor\b|[,;/])\s*/));function Je(t){let e=t.replace(/[^\d+]/g,"");return e?`tel:${e}`:void 0}function Mt(t,e=[]){let n=[...new Set(e)].filter(c=>/^[+\d][\d ().-]+$/.test(c)).sort((c,l)=>l.length-c.length).map(c=>c.replace(/[^\d]/g,"\\$&")),r=[zn.source,Nn.source];n.length&&r.push(`(?<![\\w.,+-])(?:${n.join("|")})(?![\\w%]|[.,-]\\d)`);let o=new RegExp(r.join("|"),"g"),i=[],s=0;for(let c of t.matchAll(o)){let l=c[0].startsWith("https:")?c[0].replace(/[.,;:!?)\]]+$/,""):c[0],p=Dn(l);p&&(c.index>s&&i.push({text:t.slice(s,c.index)}),i.push({text:l,href:p}),s=c.index+l.length)}return s<t.length&&i.push({text:t.slice(s)}),i}function Dn(t){return t.startsWith("https:")?O(t):t.includes("@")?O(`mailto:${t}`):Je(t)}var Ot="cache:help",ke=class{constructor(e,n,r){this.host=e;this.api=n;this.storage=r;this.failed=!1;this.requested=!1;this.fetched=r.get(Ot)}get lines(){return this.fetched??Qe}get numbers(){return this.lines.countries.concat(Qe.countries).flatMap(({emergency:e,lines:n})=>[...Z(e),...n.flatMap(({number:r})=>Z(r))])}get country(){let e=this.storage.get("country")??this.host.country??Ut();return this.lines.countries.find(n=>n.code.toUpperCase()===e?.toUpperCase())}choose(e){this.storage.set({country:e}),this.host.requestUpdate()}async load(){if(!(this.fetched||this.requested)){this.requested=!0;try{let e=await this.api.helpLines();e.countries.length&&(this.fetched={countries:e.countries,directories:e.directories??[]},this.storage.set({[Ot]:this.fetched})),this.failed=!1}catch{this.failed=!0}finally{this.requested=!1,this.host.requestUpdate()}}}};var qn="(max-width: 30em), (max-height: 30em)",Ce=class{constructor(e,n){this.host=e;this.closePanel=n;this.sheet=null;this.menuOpen=!1;this.question=null;this.panelShown=!1;this.opener=null;this.small=window.matchMedia(qn);this.cancel=e=>{e.preventDefault(),this.escape()};this.keydown=e=>{e.key!=="Escape"||e.isComposing||(e.preventDefault(),e.stopPropagation(),this.escape())};this.focusMoved=e=>{!this.menuOpen||e.target.closest(".options")||!e.relatedTarget||(this.menuOpen=!1,this.host.requestUpdate())};this.resized=()=>{let e=this.host.renderRoot.activeElement;this.showPanel(),e?.focus()};e.addController(this)}hostConnected(){this.small.addEventListener("change",this.resized)}hostDisconnected(){this.small.removeEventListener("change",this.resized)}hostUpdated(){this.host.open!==this.panelShown&&(this.panelShown=this.host.open,this.showPanel())}find(e){return this.host.renderRoot.querySelector(e)}async focusOn(e){this.host.requestUpdate(),await this.host.updateComplete,this.find(e)?.focus()}showPanel(){let e=this.dialog("panel");e&&(e.open&&e.close(),this.host.open&&(this.small.matches?e.showModal():e.setAttribute("open","")))}toggleMenu(){this.menuOpen=!this.menuOpen,this.focusOn(this.menuOpen?"#menu button":"#options")}async openSheet(e,n){if(e===this.sheet)return this.closeSheet();this.opener=n,this.sheet=e,this.menuOpen=!1,await this.focusOn(`#${e}-heading`)}async closeSheet(){this.sheet=null,this.host.requestUpdate(),await this.host.updateComplete,(this.opener?.isConnected?this.opener:this.find("#help"))?.focus()}put(e){this.question=e,this.menuOpen=!1,this.host.requestUpdate();let n=this.dialog(e);n?.showModal(),n?.querySelector("[data-first]")?.focus()}async answered(e="#options"){this.question&&this.dialog(this.question)?.close(),this.question=null,await this.focusOn(e)}closeAll(){this.menuOpen=!1,this.sheet=null}escape(){this.menuOpen?this.toggleMenu():this.sheet?this.closeSheet():this.closePanel()}dialog(e){return this.host.renderRoot.querySelector(`#${e}`)}};var Ae=class{constructor(e,n,r,o){this.host=e;this.storage=n;this.session=r;this.layers=o;this.remembered=!1;this.open=()=>{this.host.open=!0,this.storage.set({open:!0}),this.layers.focusOn(this.session.started?"#draft":"#consent-heading")};this.close=()=>{this.layers.closeAll(),this.host.open=!1,this.storage.set({open:!1}),this.layers.focusOn("#launcher")};e.addController(this)}hostConnected(){this.remembered||(this.remembered=!0,this.host.open=this.storage.get("open")??this.host.open)}};var Se=class{constructor(e,n){this.pressed=n;this.count=0;this.alone=!1;this.keyDown=e=>{this.alone=e.key==="Shift",this.alone||this.reset()};this.keyUp=e=>{if(e.key!=="Shift"||!this.alone)return;this.alone=!1,this.count+=1,clearTimeout(this.timer),this.timer=setTimeout(this.reset,5e3);let n=3-this.count;n<=0&&(this.count=0),this.pressed(n)};this.reset=()=>{clearTimeout(this.timer),this.count!==0&&(this.count=0,this.pressed(null))};e.addController(this)}hostConnected(){document.addEventListener("keydown",this.keyDown,!0),document.addEventListener("keyup",this.keyUp,!0)}hostDisconnected(){document.removeEventListener("keydown",this.keyDown,!0),document.removeEventListener("keyup",this.keyUp,!0),clearTimeout(this.timer),this.count=0}};var In="https://www.wikipedia.org/",Ee=class{constructor(e,n,r,o){this.host=e;this.session=n;this.conversation=r;this.announcements=o;this.leaving=!1;new Se(e,i=>this.shiftPressed(i))}leave(){this.leaving=!0,this.announcements.announce(this.host.t("exiting")),this.conversation.clear(),this.session.abandon(),document.title=" ",location.replace(O(this.host.exitUrl)??In)}shiftPressed(e){if(!this.host.open&&!this.session.started)return;let{t:n}=this.host;e===0?this.leave():this.announcements.announce(n(e===null?"exitReset":e===2?"exitPress2":"exitPress1"))}};var Te=class{constructor(e,n,r,o,i,s){this.host=e;this.storage=n;this.session=r;this.conversation=o;this.layers=i;this.ended=s;this.begun=!1;this.pageShown=e=>{e.persisted&&(this.storage.read(),this.conversation.clear(),this.session.resume(),this.session.started&&this.restore())};e.addController(this)}hostConnected(){window.addEventListener("pageshow",this.pageShown),!this.begun&&(this.begun=!0,this.session.started&&this.restore())}hostDisconnected(){window.removeEventListener("pageshow",this.pageShown)}async restore(){let{conversation:e}=this;e.quiet=!0,await e.restore()==="ended"?this.ended():e.entries.length===0&&!e.restoreFailed&&e.welcome(),this.host.requestUpdate(),await this.host.updateComplete,e.quiet=!1,this.host.requestUpdate()}async tryAgain(){await this.restore(),await this.layers.focusOn(this.session.started?"#draft":"#consent-heading")}};var Bn=t=>[...t.querySelectorAll("#panel, .log")].find(e=>getComputedStyle(e).overflowY==="auto");function Xe(t,e){let n=Bn(t);if(!e||!n)return;let r=Number.parseFloat(getComputedStyle(n).scrollPaddingBlockStart)||12;n.scrollTop+=e.getBoundingClientRect().top-n.getBoundingClientRect().top-r}function Rt(t){let e=t.querySelectorAll(".message.own");Xe(t,e[e.length-1])}var _e=class{constructor(e,n){this.host=e;this.conversation=n;this.shown=0;this.toCrisis=()=>{let{renderRoot:e}=this.host,{crisis:n}=this.conversation,r=n&&e.querySelector(`[data-id="${n.id}"]`);Xe(e,r),r?.focus({preventScroll:!0})};e.addController(this)}hostUpdated(){let{entries:e,writing:n}=this.conversation,r=e.length*2+Number(n);r===this.shown||!this.host.open||(this.shown=r,Rt(this.host.renderRoot))}};var Pe=class{constructor(e,n){this.host=e;this.api=n;this.values={};this.requested=!1}get maxLength(){return this.values.max_length??2e3}async load(){if(!this.requested){this.requested=!0;try{this.values=await this.api.config()}catch{this.requested=!1}this.host.requestUpdate()}}};var Le=class{constructor(e,n){this.host=e;this.conversation=n;this.unread=!1;this.counted=0;e.addController(this)}hostUpdate(){let{length:e}=this.conversation.entries;this.host.open?this.unread=!1:!this.conversation.quiet&&e>this.counted&&(this.unread=!0),this.counted=e}};var He=class{constructor(e){this.host=e;this.sheet=new CSSStyleSheet;this.update=()=>{let e=window.visualViewport;!e||e.scale>1.01||this.sheet.replaceSync(`:host { --visible-height: ${e.height}px; --visible-top: ${e.offsetTop}px; }`)};e.addController(this)}hostConnected(){let e=this.host.renderRoot;e.adoptedStyleSheets=[...e.adoptedStyleSheets,this.sheet],window.visualViewport?.addEventListener("resize",this.update),window.visualViewport?.addEventListener("scroll",this.update),this.update()}hostDisconnected(){let e=this.host.renderRoot;e.adoptedStyleSheets=e.adoptedStyleSheets.filter(n=>n!==this.sheet),window.visualViewport?.removeEventListener("resize",this.update),window.visualViewport?.removeEventListener("scroll",this.update)}};var Ue=class{constructor(e,n,r,o,i){this.host=e;this.conversation=n;this.layers=r;this.announcements=o;this.help=i}ask(e){this.focusOn(this.conversation.say(e))}choose(e){let n=this.conversation.choose(e);n&&this.focusOn(n)}async helped(e,n){try{await this.conversation.giveFeedback(e,n),this.announcements.announce(this.host.t("helpedThanks"))}catch{this.announcements.announce(this.host.t("helpedFailed"))}}retry(e){this.conversation.retry(e),this.focusOn(e)}remove(e){this.conversation.remove(e),this.layers.focusOn("#draft")}focusOn(e){this.layers.focusOn(`[data-id="${e.id}"]`)}};var zt="attachment-guide-session ",Nt=()=>navigator.locks,Me=class{constructor(e,n){this.api=e;this.storage=n;this.lock=zt+z();this.release=null;this.resume()}resume(){this.api.token=this.storage.get("token")??null,this.started&&this.hold()}get started(){return this.storage.get("started")===!0}async start(){let e=await this.mint();this.api.token=e,this.storage.set({started:!0,token:e??void 0}),this.hold()}async end(){try{await this.api.endSession()}catch(e){if(!(e instanceof $&&(e.sessionLost||e.status===404)))throw e}this.forget()}abandon(){this.started&&this.api.endSession(!0).catch(()=>{}),this.forget(),this.storage.clear()}forget(){this.api.token=null,this.storage.forgetConversation(),this.release?.(),this.release=null}async mint(){return this.api.token=null,!this.api.sameOrigin||await this.cookieIsInUse()?(await this.api.startSession(!0)).token:((await this.api.startSession(!1)).created||(await this.api.endSession(),await this.api.startSession(!1)),null)}hold(){this.release||this.api.token||Nt()?.request(this.lock,()=>new Promise(e=>this.release=e))}async cookieIsInUse(){let e=await Nt()?.query();if(!e)return!0;let{held:n=[]}=e;return n.some(({name:r})=>r?.startsWith(zt)&&r!==this.lock)}};var et="attachment-guide",Oe=class{constructor(){this.held={};this.read()}read(){try{this.held=JSON.parse(sessionStorage.getItem(et)??"{}")}catch{this.held={}}}get(e){return this.held[e]}set(e){this.held={...this.held,...e};try{sessionStorage.setItem(et,JSON.stringify(this.held))}catch{}}forgetConversation(){this.set({started:void 0,token:void 0,unsent:void 0})}clear(){this.held={};try{sessionStorage.removeItem(et)}catch{}}};var tt={en:{title:"Attachment Guide",launcher:"Ask about attachment",launcherUnread:"New answer",widgetLabel:"Attachment Guide chat",subtitle:"Automated, not a person",close:"Close chat",options:"Options",about:"About this chat and privacy",download:"Download my conversation",delete:"Delete my conversation",back:"Back",backToChat:"Back to the chat",newTab:"(opens in a new tab)",urgentHelp:"Urgent help",exit:"Exit this page",exitDescription:"Swaps this page for a neutral site and clears this chat. You can also press Shift three times. It cannot clear your browser history.",exitPress2:"Shift: press 2 more times to exit this page.",exitPress1:"Shift: press 1 more time to exit this page.",exitReset:"Exit cancelled.",exiting:"Leaving this page.",consentHeading:"Before we start",consentBotTerm:"You are talking to a computer",consentBot:"This is an automated assistant from {clinic}. No person reads or answers your messages. It shares general information about attachment trauma. It can be wrong, and it cannot diagnose or treat anyone.",consentUrgentTerm:"It is not for emergencies",consentUrgent:"If you or someone else is in danger, use the “Urgent help” button above. It works at any time.",consentPrivacyTerm:"Your privacy",consentPrivacy:"Your messages are kept on the clinic’s server so that the chat can work. You can delete them at any time. Please do not write names, addresses or other details that show who someone is.",consentSharedTerm:"If someone may be watching",consentShared:"The “Exit this page” button, or pressing Shift three times, swaps this page for a neutral site and clears the chat. Your browser history may still show that you were here.",consentPolicy:"Read the privacy policy",consentAgree:"Agree and start",consentDecline:"Not now",consentStarting:"Starting…",consentAction:"By starting, you agree that your messages are used as described here.",aboutHeading:"About this chat and privacy",aboutTabTerm:"On this device",aboutTab:"The chat is remembered only while this tab is open. When you close the tab, it is gone from the browser.",aboutClinic:"Visit {clinic}",welcome:"Hello, and welcome. I can share information about attachment trauma: what it is, its signs and causes, ways to cope, and when to look for help. You can pick a question below or write your own.",starterLabel:"Questions to start with",starters:["What is attachment trauma?","What are the signs in adults?","What can help me cope?","When should I seek help?"],conversationLabel:"Conversation",logLabel:"Messages",youSaid:"You said:",guideSaid:"Attachment Guide said:",writing:"Attachment Guide is writing",choices:"Choose a reply",source:"Source: {section}",sourceNone:"Source",helpedQuestion:"Did this help?",helpedYes:"Yes",helpedNo:"No",helpedThanks:"Thank you for telling us.",helpedFailed:"Your feedback could not be saved. Please try again.",today:"Today",yesterday:"Yesterday",crisisHeading:"Support is there for you now",concernHeading:"Worth talking to someone about",noticeHeading:"Please note",showHelpLines:"Show help lines",crisisReturn:"Back to the safety message",inputLabel:"Your message",inputPlaceholder:"Write a message",inputHint:"Enter sends. Shift and Enter starts a new line.",send:"Send",charactersLeft:"{count} characters left",charactersOver:"{count} characters too many. Please shorten your message.",sending:"Sending…",waiting:"Not sent yet. It will be sent as soon as the connection is back.",waitingShort:"Not sent yet",pausing:"That was fast. Your message will be sent in a moment.",failed:"This message could not be sent.",retry:"Try again",remove:"Remove",offline:"There is no connection to the assistant right now. Your messages are kept and sent when it is back. “Urgent help” works without it.",online:"The connection is back.",restoring:"Loading your conversation…",restoreFailed:"Your earlier messages could not be loaded just now.",startFailed:"The assistant cannot be reached just now. Please try again in a moment. “Urgent help” above still works.",expired:"Your earlier conversation has ended because it was left for a long time. We have started a new one.",expiredConsent:"Your earlier conversation has ended because it was left for a long time. You can start a new one.",choiceGone:"This choice is no longer on offer. Please write your question instead.",noAnswer:"No answer came back. Please try again, or put it another way.",deleteHeading:"Delete this conversation?",deleteBody:"All messages of this conversation will be deleted from this page and from the clinic’s server. This cannot be undone.",deleteConfirm:"Yes, delete it",deleteCancel:"Keep it",deleting:"Deleting…",deleteFailed:"It could not be deleted just now. Please check the connection and try again.",deleted:"Your conversation has been deleted.",downloadHeading:"Download this conversation?",downloadBody:"The conversation will be saved as a text file on this device. Anyone who uses this device could open it. On a shared or work device, it may be safer not to.",downloadConfirm:"Download",downloadCancel:"Cancel",downloaded:"The conversation was downloaded.",downloadFile:"conversation.txt",downloadTitle:"Conversation with Attachment Guide, an automated assistant",downloadYou:"You",downloadGuide:"Attachment Guide",helpHeading:"Urgent help",helpIntro:"If your life or someone else’s is in danger, call the emergency number now. You deserve help, and people are ready to listen.",helpCountry:"Country",helpOther:"Another country",helpEmergency:"Emergency",helpEmergencyOther:"Call your local emergency number. 112 works in the European Union and from mobile phones in many other countries.",helpCall:"Call {number}",helpHours:"Hours: {value}",helpLanguages:"Languages: {value}",helpText:"Text: {value}",helpChat:"Chat: {value}",helpForChild:"For children and young people",helpForAbuse:"For people who are hurt or threatened by someone",helpSite:"Website of {name}",helpDirectories:"Help lines in more countries",helpBuiltIn:"This is a short list that is stored in this page. The full list could not be loaded."}};var Dt=tt;function qt(t){let e=t.toLowerCase().split("-")[0]??"",n=e in Dt?e:"en",r={...tt.en,...Dt[n]};return Object.assign((i,s={})=>r[i].replace(/\{(\w+)\}/g,(c,l)=>String(s[l]??c)),{language:n,starters:r.starters})}var It=v`
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
`;var Bt=v`
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
`;var Ft=v`
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
`;var jt=v`
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
@media (max-height: 30em) {
.log {
overflow: visible;
}
}
`;var Vt=v`
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
@media (prefers-reduced-motion: no-preference) {
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
`;var Wt=v`
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
`;var Kt=v`
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
`;var jn=v`
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
`,Yt=v`
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
`,Gt=v`
:host {
${jn}
}
@media (prefers-color-scheme: dark) {
:host(:not([theme="light"])) {
${Yt}
}
}
:host([theme="dark"]) {
${Yt}
}
`;var Zt=[It,Gt,Kt,Wt,jt,Vt,Bt,Ft];var Qt=({t,conversation:e,online:n,restore:r,toCrisis:o})=>{if(e.restoring)return a`<p class="banner">${t("restoring")}</p>`;if(e.restoreFailed)return a`<p class="banner">${t("restoreFailed")} <button class="text" type="button" @click=${r}>${t("retry")}</button></p>`;let i=e.outbox.deliveries.find(({state:s})=>s==="waiting");return i?.reason===t("pausing")?a`<p class="banner">${t("pausing")}</p>`:i||!n?a`<p class="banner">${t("offline")}</p>`:e.crisisBehind?a`
<p class="banner crisis-banner">
<button class="text" type="button" @click=${o}>${t("crisisReturn")}</button>
</p>`:d};var S={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Re=t=>(...e)=>({_$litDirective$:t,values:e}),I=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,r){this._$Ct=e,this._$AM=n,this._$Ci=r}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};var{I:Vn}=$t,Jt=t=>t;var en=t=>t.strings===void 0,Xt=()=>document.createComment(""),B=(t,e,n)=>{let r=t._$AA.parentNode,o=e===void 0?t._$AB:e._$AA;if(n===void 0){let i=r.insertBefore(Xt(),o),s=r.insertBefore(Xt(),o);n=new Vn(i,s,t,t.options)}else{let i=n._$AB.nextSibling,s=n._$AM,c=s!==t;if(c){let l;n._$AQ?.(t),n._$AM=t,n._$AP!==void 0&&(l=t._$AU)!==s._$AU&&n._$AP(l)}if(i!==o||c){let l=n._$AA;for(;l!==i;){let p=Jt(l).nextSibling;Jt(r).insertBefore(l,o),l=p}}}return n},_=(t,e,n=t)=>(t._$AI(e,n),t),Wn={},ze=(t,e=Wn)=>t._$AH=e,tn=t=>t._$AH,Ne=t=>{t._$AR(),t._$AA.remove()};var nn=Re(class extends I{constructor(t){if(super(t),t.type!==S.PROPERTY&&t.type!==S.ATTRIBUTE&&t.type!==S.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!en(t))throw Error("`live` bindings can only contain a single expression")}render(t){return t}update(t,[e]){if(e===x||e===d)return e;let n=t.element,r=t.name;if(t.type===S.PROPERTY){if(e===n[r])return x}else if(t.type===S.BOOLEAN_ATTRIBUTE){if(!!e===n.hasAttribute(r))return x}else if(t.type===S.ATTRIBUTE&&n.getAttribute(r)===e+"")return x;return ze(t),e}});var w=t=>b`
<svg class="icon" viewBox="0 0 24 24" width="1.25em" height="1.25em" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${t}</svg>`,u={chat:w(b`<path d="M20 11.5c0 4.1-3.8 7.5-8.5 7.5-1.2 0-2.4-.2-3.4-.6L4 20l1.2-3.7C3.8 15 3 13.3 3 11.5 3 7.4 6.8 4 11.5 4S20 7.4 20 11.5Z"/><path d="M8.5 11.5h.01M11.5 11.5h.01M14.5 11.5h.01"/>`),bond:w(b`<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>`),close:w(b`<path d="M6 6l12 12M18 6L6 18"/>`),more:w(b`<circle cx="12" cy="5.5" r=".9"/><circle cx="12" cy="12" r=".9"/><circle cx="12" cy="18.5" r=".9"/>`),phone:w(b`<path d="M7.2 4.5h2.6l1.3 3.7-1.7 1.3a11 11 0 0 0 5 5l1.4-1.7 3.7 1.3v2.6a2 2 0 0 1-2.2 2A15.5 15.5 0 0 1 5.2 6.7a2 2 0 0 1 2-2.2Z"/>`),exit:w(b`<path d="M10 4.5H6.5a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2H10M15 8l4 4-4 4M19 12H9.5"/>`),back:w(b`<path class="mirrored" d="M14.5 6l-6 6 6 6"/>`),send:w(b`<path class="mirrored" d="M4.5 12h14M13 6.5l5.5 5.5-5.5 5.5"/>`),robot:w(b`<rect x="5" y="8.5" width="14" height="10" rx="3"/><path d="M12 5v3.5M9.5 13h.01M14.5 13h.01"/>`),lock:w(b`<rect x="5.5" y="10.5" width="13" height="9" rx="2.5"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>`),eye:w(b`<path d="M3 12s3.3-5.5 9-5.5S21 12 21 12s-3.3 5.5-9 5.5S3 12 3 12Z"/><circle cx="12" cy="12" r="2.5"/>`),info:w(b`<circle cx="12" cy="12" r="8"/><path d="M12 11.5V16M12 8.2h.01"/>`),heart:w(b`<path d="M12 19s-7-4.3-7-9.3A3.7 3.7 0 0 1 12 8a3.7 3.7 0 0 1 7 1.7c0 5-7 9.3-7 9.3Z"/>`),book:w(b`<path d="M5 5.5h4.5A2.5 2.5 0 0 1 12 8v11a2 2 0 0 0-2-2H5ZM19 5.5h-4.5A2.5 2.5 0 0 0 12 8v11a2 2 0 0 1 2-2h5Z"/>`),download:w(b`<path d="M12 4.5v10M8 11l4 4 4-4M5 19.5h14"/>`),trash:w(b`<path d="M5 7h14M9.5 7V5h5v2M7 7l.8 12.5h8.4L17 7"/>`)};var rn=t=>{let e=$e(t.t,t.draft,t.limit),n=q(t.draft,t.limit)==="none",r=i=>{i.key!=="Enter"||i.shiftKey||i.isComposing||(i.preventDefault(),t.send())},o=i=>{i.preventDefault(),t.send()};return a`
${t.banner}
<form class="composer" @submit=${o}>
<label for="draft" class="unseen">${t.t("inputLabel")}</label>
<textarea id="draft" rows="1" dir="auto" enterkeyhint="send" autocomplete="off" placeholder=${t.t("inputPlaceholder")} aria-describedby="hint count" aria-invalid=${String(n)} .value=${nn(t.draft)} @input=${i=>t.input(i.target.value)} @keydown=${r}></textarea>
<button id="send" class="primary send" type="submit" aria-label=${t.t("send")}>${u.send}</button>
<p id="count" class=${n?"count over":"count"} ?hidden=${!e}>${e}</p>
<p id="hint" class="hint">${t.t("inputHint")}</p>
</form>`};var on=(t,e,n)=>{let r=new Map;for(let o=e;o<=n;o++)r.set(t[o],o);return r},sn=Re(class extends I{constructor(t){if(super(t),t.type!==S.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,n){let r;n===void 0?n=e:e!==void 0&&(r=e);let o=[],i=[],s=0;for(let c of t)o[s]=r?r(c,s):s,i[s]=n(c,s),s++;return{values:i,keys:o}}render(t,e,n){return this.dt(t,e,n).values}update(t,[e,n,r]){let o=tn(t),{values:i,keys:s}=this.dt(e,n,r);if(!Array.isArray(o))return this.ut=s,i;let c=this.ut??=[],l=[],p,g,h=0,f=o.length-1,m=0,y=i.length-1;for(;h<=f&&m<=y;)if(o[h]===null)h++;else if(o[f]===null)f--;else if(c[h]===s[m])l[m]=_(o[h],i[m]),h++,m++;else if(c[f]===s[y])l[y]=_(o[f],i[y]),f--,y--;else if(c[h]===s[y])l[y]=_(o[h],i[y]),B(t,l[y+1],o[h]),h++,y--;else if(c[f]===s[m])l[m]=_(o[f],i[m]),B(t,o[h],o[f]),f--,m++;else if(p===void 0&&(p=on(s,m,y),g=on(c,h,f)),p.has(c[h]))if(p.has(c[f])){let k=g.get(s[m]),De=k!==void 0?o[k]:null;if(De===null){let rt=B(t,o[h]);_(rt,i[m]),l[m]=rt}else l[m]=_(De,i[m]),B(t,o[h],De),o[k]=null;m++}else Ne(o[f]),f--;else Ne(o[h]),h++;for(;m<=y;){let k=B(t,l[y+1]);_(k,i[m]),l[m++]=k}for(;h<=f;){let k=o[h++];k!==null&&Ne(k)}return this.ut=s,ze(t,l),x}});var an=(t,e,n=[])=>t.split(/\n\s*\n/).filter(r=>r.trim()).map(r=>a`<p dir="auto">${E(r.trim(),e,n)}</p>`),E=(t,e,n=[])=>Mt(t,n).map(({text:r,href:o})=>o?Q(o,r,e):r),Q=(t,e,n)=>{let r=O(t);return r?r.startsWith("http")?a`<a href=${r} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">${e}<span class="unseen"> ${n("newTab")}</span></a>`:a`<a href=${r}>${e}</a>`:e},nt=(t,e,n)=>O(t)?Q(t,e,n):d;var ln=t=>{let{entry:e,t:n}=t,r=e.from==="visitor";return a`
<div class="message ${r?"own":e.kind}" data-id=${e.id} tabindex="-1">
<span class="unseen">${n(r?"youSaid":"guideSaid")}</span>
<div class="bubble">
${r||t.goesOn?d:Kn(e,n)}
${an(e.text,n,r?[]:t.numbers)}
${e.kind==="crisis"&&!t.goesOn?a`<button class="call lines-button" type="button" @click=${o=>t.act.help(o.currentTarget)}>${u.phone}<span>${n("showHelpLines")}</span></button>`:d}
${r||!e.source?d:Yn(e.source,n)}
</div>
${Qn(t)}
<div class="meta">
<time datetime=${At(e.time)}>${St(e.time,t.language)}</time>
${e.delivery?.state==="waiting"?a`<span>${n("waitingShort")}</span>`:d}
${e.kind==="answer"&&!r&&!e.local?Gn(t):d}
</div>
${!r&&e.buttons.length&&e.buttons===t.offered?Zn(t):d}
</div>`},Kn=({kind:t},e)=>t==="crisis"?a`<p class="kind">${u.heart}${e("crisisHeading")}</p>`:t==="concern"?a`<p class="kind">${u.heart}${e("concernHeading")}</p>`:t==="notice"?a`<p class="kind">${u.info}${e("noticeHeading")}</p>`:d,Yn=({section:t,references:e=[]},n)=>{let r=t?n("source",{section:t}):n("sourceNone");return e.length?a`
<details class="source">
<summary>${u.book}<span>${r}</span></summary>
<ul>${e.map(o=>a`<li dir="auto">${E(o,n)}</li>`)}</ul>
</details>`:t?a`<p class="source">${u.book}<span>${r}</span></p>`:d},Gn=({t,entry:e,act:n})=>{let r=(o,i)=>a`
<button type="button" aria-pressed=${String(e.helped===o)} @click=${()=>{n.helped(e,o)}}>${i}</button>`;return a`
<span class="feedback" role="group" aria-label=${t("helpedQuestion")}>
<span aria-hidden="true">${t("helpedQuestion")}</span>${r(!0,t("helpedYes"))}${r(!1,t("helpedNo"))}
</span>`},Zn=({t,entry:e,act:n})=>a`
<div class="choices" role="group" aria-label=${t("choices")}>
${e.buttons.map(r=>a`<button type="button" dir="auto" @click=${()=>n.choose(r)}>${r.title}</button>`)}
</div>`,Qn=({t,entry:e,act:n})=>e.delivery?.state!=="failed"?d:a`
<div class="failed">
<p>${t("failed")} ${e.delivery.reason}</p>
<div class="row">
<button class="secondary" type="button" @click=${()=>n.retry(e)}>${t("retry")}</button>
<button class="secondary" type="button" @click=${()=>n.remove(e)}>${t("remove")}</button>
</div>
</div>`;var cn=t=>a`
<div class="log" tabindex="0" role="region" aria-label=${t.t("conversationLabel")}>
<div role="log" aria-live=${t.quiet?"off":"polite"} aria-label=${t.t("logLabel")}>
${sn(t.entries,e=>e,(e,n)=>{let r=t.entries[n-1],o=!r||!ve(r.time,e.time);return a`
${o?a`<p class="day"><span>${_t(e.time,t.t,t.language)}</span></p>`:d}
${ln({...t,entry:e,goesOn:r?.from===e.from&&r.kind===e.kind})}`})}
</div>
${t.starters.length?a`
<div class="choices starters" role="group" aria-label=${t.t("starterLabel")}>
${t.starters.map(e=>a`<button type="button" @click=${()=>t.act.ask(e)}>${e}</button>`)}
</div>`:d}
${t.writing?a`<div class="writing" aria-hidden="true"><i></i><i></i><i></i></div>`:d}
</div>`;var dn=t=>{let{conversation:e}=t,n=e.entries.some(({from:o})=>o==="visitor"),r=e.restoring||e.restoreFailed;return a`
<div class="chat" ?hidden=${t.hidden}>
${cn({...t,entries:e.entries,offered:e.offered,writing:e.writing,quiet:e.quiet||e.restoring,starters:n||r?[]:t.t.starters})}
${rn({...t,banner:Qt(t)})}
</div>`};var hn=t=>{let e=n=>{n.preventDefault(),t.onCancel()};return a`
<dialog id=${t.id} class="confirm" role="alertdialog" aria-labelledby="${t.id}-heading" aria-describedby="${t.id}-body" @cancel=${e}>
<h3 id="${t.id}-heading">${t.heading}</h3>
<p id="${t.id}-body">${t.body}</p>
<p class="problem" role="alert">${t.error??""}</p>
<div class="row">
<button class="secondary" type="button" data-first @click=${t.onCancel}>${t.cancel}</button>
<button class="primary" type="button" @click=${t.onConfirm}>${t.confirm}</button>
</div>
</dialog>`},pn=({t,deleteError:e,remove:n,download:r,cancel:o})=>a`
${hn({id:"delete",heading:t("deleteHeading"),body:t("deleteBody"),confirm:t("deleteConfirm"),cancel:t("deleteCancel"),error:e,onConfirm:n,onCancel:o})}
${hn({id:"download",heading:t("downloadHeading"),body:t("downloadBody"),confirm:t("downloadConfirm"),cancel:t("downloadCancel"),onConfirm:r,onCancel:o})}`;var J=(t,e,n)=>a`
<div class="fact"><dt>${t}${e}</dt><dd>${n}</dd></div>`,Jn=({disclosure:t,clinic_name:e},n)=>e?t?.replaceAll(e,()=>n):t,un=({t,config:e,clinic:n,privacyUrl:r},o=d)=>a`
<dl class="facts">
${J(u.robot,t("consentBotTerm"),E(Jn(e,n)||t("consentBot",{clinic:n}),t))}
${J(u.phone,t("consentUrgentTerm"),t("consentUrgent"))}
${J(u.lock,t("consentPrivacyTerm"),a`${E(e.privacy_notice||t("consentPrivacy"),t)} ${nt(r,t("consentPolicy"),t)}`)}
${o}
${J(u.eye,t("consentSharedTerm"),t("consentShared"))}
</dl>`,mn=t=>a`
<section class="page consent" aria-labelledby="consent-heading" tabindex="0" ?hidden=${t.hidden}>
${t.note?a`<p class="note">${t.note}</p>`:d}
<h3 id="consent-heading" tabindex="-1">${t.t("consentHeading")}</h3>
${un(t)}
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
</section>`,fn=t=>a`
<section class="page" aria-labelledby="about-heading" tabindex="0">
<button class="back" type="button" @click=${t.back}>${u.back}${t.t("back")}</button>
<h3 id="about-heading" tabindex="-1">${t.t("aboutHeading")}</h3>
${un(t,J(u.info,t.t("aboutTabTerm"),t.t("aboutTab")))}
<p>${nt(t.clinicUrl,t.t("aboutClinic",{clinic:t.clinic}),t.t)}</p>
</section>`;var gn={capture:!0,handleEvent(t){t.detail<2||(t.preventDefault(),t.stopPropagation())}};var vn=t=>a`
<header class="head">
<span class="mark">${u.bond}</span>
<div class="who">
<h2 id="title" tabindex="-1">${t.t("title")}</h2>
<p>${t.t("subtitle")}</p>
</div>
<div class="options">
<button id="options" class="bare" type="button" aria-label=${t.t("options")} aria-expanded=${String(t.menuOpen)} aria-controls="menu" @click=${t.toggleMenu}>${u.more}</button>
<div id="menu" class="menu" ?hidden=${!t.menuOpen}>
<button type="button" @click=${t.about}>${u.info}${t.t("about")}</button>
${t.started?a`
<button type="button" ?hidden=${!t.hasMessages} @click=${t.download}>${u.download}${t.t("download")}</button>
<button type="button" @click=${t.remove}>${u.trash}${t.t("delete")}</button>`:d}
</div>
</div>
<button id="close" class="bare" type="button" aria-label=${t.t("close")} @click=${t.close}>${u.close}</button>
</header>
<div class="always">
<button id="help" class="help" type="button" aria-expanded=${String(t.helpOpen)} @click=${t.help}>${u.phone}<span>${t.t("urgentHelp")}</span></button>
<button id="exit" class="exit" type="button" aria-describedby="exit-description" @click=${t.exit}>${u.exit}<span>${t.t("exit")}</span></button>
<span id="exit-description" hidden>${t.t("exitDescription")}</span>
</div>`;var yn=t=>a`
<section class="page helping" aria-labelledby="help-heading" tabindex="0">
<button class="back" type="button" @click=${t.back}>${u.back}${t.backWords}</button>
<h3 id="help-heading" tabindex="-1">${t.t("helpHeading")}</h3>
<p>${t.t("helpIntro")}</p>
<label class="field">
${t.t("helpCountry")}
<select id="country" @change=${e=>t.choose(e.target.value)}>
${t.lines.countries.map(({code:e,name:n})=>a`<option value=${e} ?selected=${e===t.country?.code}>${n}</option>`)}
<option value="" ?selected=${!t.country}>${t.t("helpOther")}</option>
</select>
</label>
<ul class="lines">
<li class="emergency">
<strong>${t.t("helpEmergency")}</strong>
${t.country?.emergency?bn(t.country.emergency,t.t):a`<p>${t.t("helpEmergencyOther")}</p>`}
</li>
${(t.country?.lines??[]).map(e=>er(e,t.t,t.language))}
</ul>
${t.lines.directories?.length?a`
<h4>${t.t("helpDirectories")}</h4>
<ul class="directories">${t.lines.directories.map(({name:e,url:n})=>a`<li>${Q(n,e,t.t)}</li>`)}</ul>`:d}
${t.builtIn?a`<p class="note">${t.t("helpBuiltIn")}</p>`:d}
</section>`,Xn=[["child","helpForChild"],["abuse","helpForAbuse"]],er=(t,e,n)=>{let r=tr(t.languages,n),o=Xn.find(([i])=>t.for?.includes(i));return a`
<li>
<strong dir="auto">${t.name}</strong>
${o?a`<p class="quiet">${e(o[1])}</p>`:d}
${t.number?bn(t.number,e,t.name):d}
${t.text?a`<p>${E(e("helpText",{value:t.text}),e)}</p>`:d}
${t.chat?a`<p>${E(e("helpChat",{value:t.chat}),e)}</p>`:d}
${t.hours?a`<p class="quiet">${e("helpHours",{value:t.hours})}</p>`:d}
${r?a`<p class="quiet">${e("helpLanguages",{value:r})}</p>`:d}
${t.url?a`<p>${Q(t.url,e("helpSite",{name:t.name}),e)}</p>`:d}
</li>`},bn=(t,e,n="")=>Z(t).map(r=>{let o=Je(r);return o?a`<a class="call" href=${o}>${u.phone}<span>${e("helpCall",{number:r})}</span>${n?a`<span class="unseen">, ${n}</span>`:d}</a>`:a`<p>${r}</p>`}),tr=(t,e)=>typeof t=="string"?t:(t??[]).map(n=>Tt(n,e)).join(", ");var wn=t=>a`
<button id="launcher" class="launcher" type="button" aria-haspopup="dialog" ?hidden=${t.hidden} @click=${t.open}>
${u.chat}<span>${t.unread?t.t("launcherUnread"):t.t("launcher")}</span>${t.unread?a`<span class="dot"></span>`:""}
</button>`;var F=class F extends T{constructor(){super();this.storage=new Oe;this.api=new ce(()=>this.channelAddress);this.session=new Me(this.api,this.storage);this.announcements=new de(this);this.config=new Pe(this,this.api);this.directory=new ke(this,this.api,this.storage);this.layers=new Ce(this,()=>this.close());this.panel=new Ae(this,this.storage,this.session,this.layers);this.deliveryNews=new ge(this,this.announcements);this.conversation=new me(this,this.api,this.session,this.storage,this.deliveryNews);this.unread=new Le(this,this.conversation);this.scroller=new _e(this,this.conversation);this.draft=new xe(this,this.config,this.conversation,this.layers,this.announcements);this.consent=new pe(this,this.session,this.config,this.conversation,this.layers);this.restoration=new Te(this,this.storage,this.session,this.conversation,this.layers,()=>this.consent.note=this.t("expiredConsent"));this.deletion=new fe(this,this.session,this.conversation,this.layers,this.announcements,()=>this.deleted());this.download=new be(this,this.conversation,this.layers,this.announcements);this.quickExit=new Ee(this,this.session,this.conversation,this.announcements);this.connection=new he(this,()=>this.reconnected());this.actions=new Ue(this,this.conversation,this.layers,this.announcements,n=>this.openHelp(n));this.open=!1,new He(this)}get t(){return qt(this.language)}get language(){return this.lang||document.documentElement.lang||"en"}get channelAddress(){return this.server?`${this.server.replace(/\/+$/,"")}/chat`:F.home}show(){this.panel.open()}close(){this.panel.close()}willUpdate(n){n.has("open")&&this.open&&this.load()}load(){this.config.load(),this.directory.load()}reconnected(){this.conversation.outbox.nudge(),this.conversation.restoreFailed&&this.restoration.restore(),this.load()}deleted(){this.draft.clear(),this.consent.note=this.t("deleted")}openHelp(n){this.directory.load(),this.layers.openSheet("help",n)}render(){let{t:n,layers:r}=this;return this.quickExit.leaving?a`<div class="curtain" role="status">${n("exiting")}</div>`:a`
<section lang=${n.language} aria-label=${n("widgetLabel")}>
${wn({t:n,hidden:this.open,unread:this.unread.unread,open:()=>this.show()})}
<dialog id="panel" aria-labelledby="title" @keydown=${r.keydown} @cancel=${r.cancel} @focusin=${r.focusMoved}>
${this.renderPanel()}
</dialog>
${pn({t:n,deleteError:this.deletion.error,remove:()=>{this.deletion.confirm()},download:()=>this.download.confirm(),cancel:()=>{r.answered()}})}
</section>`}renderPanel(){let{t:n,layers:r,session:o,conversation:i}=this;return a`<div class="panel" @click=${gn}>
${vn({t:n,menuOpen:r.menuOpen,started:o.started,hasMessages:i.entries.length>0,helpOpen:r.sheet==="help",toggleMenu:()=>r.toggleMenu(),about:()=>{r.openSheet("about",r.find("#options"))},download:()=>this.download.ask(),remove:()=>this.deletion.ask(),close:()=>this.close(),help:s=>this.openHelp(s.currentTarget),exit:()=>this.quickExit.leave()})}
${this.renderSheet()}
${o.started?this.renderChat():this.renderConsent()}
<p class="unseen" role="status">${this.announcements.text}</p>
<p class="unseen" role="status">${i.writing&&!r.sheet?n("writing"):""}</p>
</div>`}renderSheet(){let{t:n,directory:r,layers:o}=this,i=()=>{o.closeSheet()};return o.sheet==="about"?fn({...this.facts,clinicUrl:this.clinicUrl||this.config.values.contact_url,back:i}):o.sheet!=="help"?d:yn({t:n,lines:r.lines,country:r.country,builtIn:r.failed,language:this.language,backWords:n(this.session.started?"backToChat":"back"),choose:s=>r.choose(s),back:i})}get facts(){let n=this.config.values;return{t:this.t,config:n,clinic:this.clinicName||n.clinic_name||location.hostname,privacyUrl:this.privacyUrl||n.privacy_url}}renderConsent(){let{starting:n,note:r,error:o}=this.consent;return mn({...this.facts,starting:n,note:r,error:o,hidden:this.layers.sheet!==null,agree:()=>{this.consent.agree()},decline:()=>this.close()})}renderChat(){return dn({t:this.t,language:this.language,hidden:this.layers.sheet!==null,conversation:this.conversation,online:this.connection.online,numbers:this.directory.numbers,act:this.actions,draft:this.draft.text,limit:this.config.maxLength,restore:()=>{this.restoration.tryAgain()},toCrisis:this.scroller.toCrisis,input:n=>this.draft.type(n),send:()=>this.draft.send()})}};F.home="/chat",F.styles=Zt,F.properties={clinicName:{attribute:"clinic-name"},clinicUrl:{attribute:"clinic-url"},privacyUrl:{attribute:"privacy-url"},exitUrl:{attribute:"exit-url"},country:{},server:{},theme:{reflect:!0},lang:{},open:{type:Boolean,reflect:!0}};var X=F;var nr=document.currentScript instanceof HTMLScriptElement?document.currentScript.src:"";X.home=/^(https?:.*)\/static\/[^/]+$/.exec(nr)?.[1]??"/chat";customElements.get("attachment-guide")||customElements.define("attachment-guide",X);})();
