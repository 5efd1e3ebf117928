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
  AN_CHANNEL_ERROR_INSECURE_URL,   /* not https, or one that could mislead */
  AN_CHANNEL_ERROR_NOT_ROOT_OWNED, /* a file under /etc/annhi/channels.d that others can change */
} AnChannelError;

typedef enum {
  AN_CHANNEL_REST,
  AN_CHANNEL_PHONE,
  AN_CHANNEL_WEB,
  AN_CHANNEL_EMAIL,
  AN_CHANNEL_PAPER,
} AnChannelKind;

extern const char *const an_channel_kind_ids[]; /* "rest" …, indexed by AnChannelKind */

/**
 * AnChannel:
 *
 * One road to one recipient, read from a channel file:
 * `{schema, id, kind, name: {vi, en}, note?: {vi, en}, province?, source, checked, verified}` and
 * - `phone`: `number`; `web`: `url`; `email`: `address`; `paper`: perhaps `address`
 * - `rest`: `url`, `office` (id), `keys: [{id, public_key (base64)}]` (to each of them every report
 *   is sealed) and `signing_key` (base64 Ed25519, for signed receipts)
 *
 * The keys of a channel file are trusted, never those a server sends. What is not @verified is
 * shown with “chưa xác minh”.
 */
typedef struct {
  char *id; /* (owned) a-z, 0-9 and '-' */
  AnChannelKind kind;
  char *name_vi, *name_en; /* (owned) */
  char *note_vi, *note_en; /* (owned) (nullable) one or two sentences */
  char *province;          /* (owned) (nullable) code of provinces.json; none: the whole country */
  char *number;            /* (owned) (nullable) phone: digits and spaces */
  char *url;               /* (owned) (nullable) https, or http to this PC */
  char *address;           /* (owned) (nullable) e-mail or postal */
  char *source, *checked;  /* (owned) where it was read and when, YYYY-MM-DD */
  gboolean verified;
  char *office;           /* (owned) (nullable) rest only */
  GPtrArray *keys;        /* (owned) (nullable) of AnOfficeKey, rest only */
  guint8 signing_key[32]; /* rest only */
} AnChannel;

AnChannel *an_channel_from_json (JsonNode *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AnChannel *an_channel_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *an_channel_to_json (const AnChannel *self) G_GNUC_WARN_UNUSED_RESULT;
AnChannel *an_channel_copy (const AnChannel *self) G_GNUC_WARN_UNUSED_RESULT;
void an_channel_free (AnChannel *self);
const char *an_channel_get_name (const AnChannel *self); /* in the language of the interface */
const char *an_channel_get_note (const AnChannel *self); /* (nullable), likewise */
/* https without user name, query and fragment; http only to loopback. AN_CHANNEL_ERROR. */
gboolean an_channel_url_check (const char *url, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnChannel, an_channel_free)

/* The built-in channels (data/report/channels.d), those of /etc/annhi/channels.d, and @extra_path
 * if given; a later one takes the place of an earlier one with the same id. Broken files are
 * skipped and named in @warnings. */
GPtrArray *an_channel_list (const char *extra_path,
                            GPtrArray *warnings) /* (nullable): gets char* */
    G_GNUC_WARN_UNUSED_RESULT;                   /* of AnChannel */

G_END_DECLS
