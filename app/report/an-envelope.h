// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "report/an-receipt.h"
#include "report/an-seal.h"

G_BEGIN_DECLS

#define AN_ENVELOPE_SCHEMA "vn.annhi.envelope/1"
#define AN_MANIFEST_SCHEMA "vn.annhi.manifest/1"
#define AN_ENVELOPE_MAX_BYTES (1024 * 1024) /* of the JSON text */

/* A public key of the office to which a report may be sealed. */
typedef struct {
  char *id; /* (owned) first 16 hex digits of BLAKE2b-256 of the key */
  guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES];
} AnOfficeKey;

AnOfficeKey *
an_office_key_new (const guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES]) G_GNUC_WARN_UNUSED_RESULT;
void an_office_key_free (AnOfficeKey *self);

gboolean an_office_key_id_is_valid (const char *id);
gboolean an_office_id_is_valid (const char *id); /* 1 to 64 of a-z, 0-9 and '-' */

/* Base64 (RFC 4648 §4) of exactly @length bytes, in its one right spelling. */
gboolean an_base64_to_bytes (const char *text, guint8 *bytes, gsize length);

/* One sealed content key. */
typedef struct {
  char *recipient; /* (owned) "office/" + key id, or "reporter" */
  GBytes *sealed;  /* (owned) AN_SEAL_WRAPPED_BYTES */
} AnEnvelopeKey;
#define AN_ENVELOPE_OFFICE_PREFIX "office/"
#define AN_ENVELOPE_REPORTER "reporter"
#define AN_ENVELOPE_MAX_KEYS 64

/**
 * AnEnvelope:
 *
 * What travels and what the office's server stores of a report: the clear header and ciphertext.
 * Wire form, exactly these members:
 * `{schema, id, office, urgency, size, receipt_verifier (base64, 32 bytes),
 *   keys: [{recipient, sealed (base64)}], content (base64 of the sealed stream, purpose
 * "content")}`; `size` is the sum of the ciphertext sizes of content and evidence, in bytes.
 */
typedef struct {
  char *id;      /* (owned) UUID v4 of the report */
  char *office;  /* (owned) id of the office */
  char *urgency; /* (owned) immediate|high|normal */
  guint64 size;  /* bytes of ciphertext */
  guint8 receipt_verifier[AN_RECEIPT_VERIFIER_BYTES];
  GPtrArray *keys; /* (owned) of AnEnvelopeKey */
  GBytes *content; /* (owned) */
} AnEnvelope;

/* Seals @report_json to every one of @office_keys and to the receipt; @evidence_bytes is the sum of
 * the ciphertext sizes of the evidence. */
AnEnvelope *an_envelope_seal (const char *report_id,
                              const char *office,
                              const char *urgency,
                              GBytes *report_json,
                              guint64 evidence_bytes,
                              GPtrArray *office_keys, /* of AnOfficeKey */
                              const AnReceipt *receipt,
                              const AnSealKey *key,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnEnvelope *an_envelope_from_json (JsonNode *root,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT; /* strict */
JsonNode *an_envelope_to_json (const AnEnvelope *self) G_GNUC_WARN_UNUSED_RESULT;
void an_envelope_free (AnEnvelope *self);
/* Finds the sealed key of an office key pair (AN_SEAL_ERROR_NO_KEY if there is none) and opens it.
 */
gboolean an_envelope_open_key (const AnEnvelope *self,
                               const char *key_id,
                               const guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES],
                               const guint8 secret_key[AN_SEAL_SECRET_KEY_BYTES],
                               AnSealKey *key,
                               GError **error);
JsonNode *an_envelope_open_content (const AnEnvelope *self,
                                    const AnSealKey *key,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnEnvelope, an_envelope_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnOfficeKey, an_office_key_free)

/* One line of the manifest: the SHA-256 of each evidence ciphertext as uploaded. */
typedef struct {
  char *id;     /* (owned) evidence id, UUID v4 */
  guint64 size; /* bytes of ciphertext */
  char *sha256; /* (owned) hex of the ciphertext */
} AnManifestEntry;

/* `{schema, content_sha256, evidence: [{id, size, sha256}]}`, evidence sorted by id. */
typedef struct {
  char *content_sha256; /* (owned) hex of the content ciphertext */
  GPtrArray *evidence;  /* (owned) of AnManifestEntry */
} AnManifest;

AnManifest *an_manifest_new (const AnEnvelope *envelope) G_GNUC_WARN_UNUSED_RESULT;
void an_manifest_add (AnManifest *self, const char *id, guint64 size, const char *sha256);
AnManifest *an_manifest_from_json (JsonNode *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *an_manifest_to_json (const AnManifest *self) G_GNUC_WARN_UNUSED_RESULT;
char *an_manifest_digest (const AnManifest *self)
    G_GNUC_WARN_UNUSED_RESULT; /* hex SHA-256 of "id:size:sha256\n"… after content_sha256 "\n" */
/* What the office signs (Ed25519): "annhi receipt/1\n" id "\n" digest "\n" received_at "\n". */
GBytes *an_manifest_receipt_message (const char *report_id,
                                     const char *digest,
                                     const char *received_at) G_GNUC_WARN_UNUSED_RESULT;
void an_manifest_free (AnManifest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnManifest, an_manifest_free)

G_END_DECLS
