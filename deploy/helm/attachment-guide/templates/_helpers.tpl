{{- define "guide.name" -}}
{{- printf "%s" .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{- define "guide.selector" -}}
app.kubernetes.io/name: attachment-guide
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "guide.labels" -}}
{{ include "guide.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "guide.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "guide.secret" -}}
- name: ATTACHMENT_GUIDE_{{ .name }}
  valueFrom:
    secretKeyRef: {name: {{ .secret }}, key: {{ .key }}, optional: {{ .optional | default false }}}
{{- end }}

{{- define "guide.environment" -}}
{{- $secret := .Values.existingSecret -}}
{{ include "guide.secret" (dict "name" "DATABASE" "key" "database" "secret" $secret) }}
{{ include "guide.secret" (dict "name" "REDIS" "key" "redis" "secret" $secret) }}
{{ include "guide.secret" (dict "name" "SECRET" "key" "secret" "secret" $secret) }}
{{ include "guide.secret" (dict "name" "TOKEN" "key" "token" "secret" $secret) }}
{{ include "guide.secret" (dict "name" "ACTIONS_TOKEN" "key" "actionsToken" "secret" $secret) }}
{{ include "guide.secret" (dict "name" "ENCRYPTION_KEYS" "key" "encryptionKeys" "secret" $secret) }}
{{ include "guide.secret" (dict "name" "ON_CALL_SECRET" "key" "onCallSecret" "secret" $secret "optional" true) }}
{{- end }}

{{- define "guide.hardened" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
volumeMounts:
  - {name: data, mountPath: /var/lib/guide}
  - {name: tmp, mountPath: /tmp}
{{- end }}
