/*! Attachment Guide. Contains Lit, BSD-3-Clause: see attachment-guide.licenses.txt */
"use strict";(()=>{sessionStorage.setItem("attachment-guide",JSON.stringify({started:!0,open:!0,token:new URLSearchParams(location.search).get("key")??""}));})();
