// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-json.h"

G_BEGIN_DECLS

/**
 * AnJsonReader:
 *
 * A cursor over a parsed document whose getters check presence, type and range. The first
 * failure sticks: later getters answer neutral values, and an_json_reader_finish() hands the
 * error out with the JSON pointer of its place. So a parser reads top to bottom without a check
 * after every line.
 */
typedef struct _AnJsonReader AnJsonReader;

typedef enum {
  AN_JSON_OPTIONAL,
  AN_JSON_REQUIRED,
} AnJsonPresence;

AnJsonReader *an_json_reader_new (JsonNode *root) G_GNUC_WARN_UNUSED_RESULT;
void an_json_reader_free (AnJsonReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnJsonReader, an_json_reader_free)

/* Where the cursor stands. */
gboolean an_json_reader_enter_member (AnJsonReader *self, const char *key, AnJsonPresence presence);
gboolean an_json_reader_enter_element (AnJsonReader *self, guint index);
void an_json_reader_leave (AnJsonReader *self);
guint an_json_reader_expect_array (AnJsonReader *self, guint min_length, guint max_length);
gboolean an_json_reader_expect_object (AnJsonReader *self);
gboolean an_json_reader_has_member (AnJsonReader *self, const char *key);
char **an_json_reader_list_members (AnJsonReader *self) G_GNUC_WARN_UNUSED_RESULT;
void
an_json_reader_allow_members (AnJsonReader *self, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* The value at the cursor. */
JsonNode *an_json_reader_peek_node (AnJsonReader *self);
gint64 an_json_reader_value_int (AnJsonReader *self, gint64 min, gint64 max);
gboolean an_json_reader_value_boolean (AnJsonReader *self);
const char *an_json_reader_value_string (AnJsonReader *self, gsize max_chars);

/* A member of the object at the cursor, with the value to take when it is absent. */
gint64 an_json_reader_get_int (AnJsonReader *self,
                               const char *key,
                               AnJsonPresence presence,
                               gint64 min,
                               gint64 max,
                               gint64 absent);
gboolean an_json_reader_get_boolean (AnJsonReader *self,
                                     const char *key,
                                     AnJsonPresence presence,
                                     gboolean absent);
const char *an_json_reader_get_string (AnJsonReader *self,
                                       const char *key,
                                       AnJsonPresence presence,
                                       gsize max_chars);
int an_json_reader_get_enum (AnJsonReader *self,
                             const char *key,
                             AnJsonPresence presence,
                             const char *const *values,
                             int absent);
char **an_json_reader_get_strings (AnJsonReader *self,
                                   const char *key,
                                   AnJsonPresence presence,
                                   guint max_length,
                                   gsize max_chars) G_GNUC_WARN_UNUSED_RESULT;
void an_json_reader_expect_schema (AnJsonReader *self, const char *schema);

/* What went wrong. */
void an_json_reader_fail (AnJsonReader *self, AnJsonError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
gboolean an_json_reader_has_failed (AnJsonReader *self);
gboolean an_json_reader_finish (AnJsonReader *self, GError **error);

G_END_DECLS
