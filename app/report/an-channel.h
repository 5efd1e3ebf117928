// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

#include "report/an-envelope.h"

G_BEGIN_DECLS

#define AN_CHANNEL_SCHEMA "vn.annhi.channel/1"

#define AN_CHANNEL_ERROR (an_channel_error_quark ())
GQuark an_channel_error_quark (void);

typedef enum {
  AN_CHANNEL_ERROR_INSECURE_URL,   /* plain HTTP to another host than this PC */
  AN_CHANNEL_ERROR_NOT_ROOT_OWNED, /* a file under /etc/annhi/channels.d that others can change */
} AnChannelError;

typedef enum {
  AN_CHANNEL_REST,
  AN_CHANNEL_PHONE,
  AN_CHANNEL_WEB,
  AN_CHANNEL_EMAIL,
  AN_CHANNEL_PAPER,
} AnChannelKind;

/**
 * AnChannel:
 *
 * One road to one recipient, read from a channel file:
 * `{schema, id, kind, name: {vi, en}, province?, number?, url?, address?, source, checked,
 * verified}` and for kind `rest` also `office` (id), `keys: [{id, public_key (base64)}]` (to each
 * of them every report is sealed) and `signing_key` (base64 Ed25519, for signed receipts). The keys
 * of a channel file are trusted, never those a server sends.
 */
typedef struct {
  char *id; /* (owned) */
  AnChannelKind kind;
  char *name_vi, *name_en; /* (owned) */
  char *province;          /* (owned) (nullable) code of provinces.json; none: the whole country */
  char *number;            /* (owned) (nullable) phone */
  char *url;               /* (owned) (nullable) */
  char *address;           /* (owned) (nullable) e-mail or postal */
  char *source, *checked;  /* (owned) */
  gboolean verified;
  char *office;    /* (owned) (nullable) rest only */
  GPtrArray *keys; /* (owned) of AnOfficeKey, rest only */
  guint8 signing_key[32];
} AnChannel;

AnChannel *an_channel_from_json (JsonNode *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnChannel *an_channel_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *an_channel_to_json (const AnChannel *self) G_GNUC_WARN_UNUSED_RESULT;
AnChannel *an_channel_copy (const AnChannel *self) G_GNUC_WARN_UNUSED_RESULT;
void an_channel_free (AnChannel *self);
const char *an_channel_get_name (const AnChannel *self); /* in the language of the interface */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnChannel, an_channel_free)

/* The built-in channels (data/report/channels.d), those of /etc/annhi/channels.d, and @extra_path
 * if given; broken files are skipped and named in @warnings. */
GPtrArray *an_channel_list (const char *extra_path, GPtrArray *warnings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
