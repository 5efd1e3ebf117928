// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/an-json.h"
#include "screentime/an-guard-client.h"

G_BEGIN_DECLS

/* What the commands `annhictl child …` share. */

/* A call of the client that ends before the next line: hand `an_cli_child_keep` and the address
 * of a place to the _async function, then wait. */
void an_cli_child_keep (GObject *source, GAsyncResult *result, gpointer place);
GAsyncResult *an_cli_child_wait (GAsyncResult **place) G_GNUC_WARN_UNUSED_RESULT;

gboolean an_cli_child_find (AnGuardClient *client, const char *user, guint32 *uid, GError **error);
gboolean an_cli_child_parse_minutes (const char *text, int *minutes, GError **error);
char *an_cli_child_format_instant (const char *rfc3339) G_GNUC_WARN_UNUSED_RESULT;
char *an_cli_child_format_account (const char *user, guint32 uid) G_GNUC_WARN_UNUSED_RESULT;

/* In words of the interface's language. */
const char *an_cli_child_state_word (AnGuardState state);
char *an_cli_child_now_sentence (const AnGuardStatus *status) G_GNUC_WARN_UNUSED_RESULT;
const char *an_cli_child_request_word (AnGuardRequestState state);

/* JSON for programs. */
void an_cli_child_add_text (JsonBuilder *builder, const char *key, const char *value);
void an_cli_child_add_int (JsonBuilder *builder, const char *key, gint64 value);
void an_cli_child_add_quota (JsonBuilder *builder, const char *key, gint64 seconds);
void an_cli_child_add_boolean (JsonBuilder *builder, const char *key, gboolean value);
void an_cli_child_print_json (JsonBuilder *builder);
void an_cli_child_add_status (JsonBuilder *builder, const AnGuardStatus *status);

AnGuardStatus *an_cli_child_get_status (AnGuardClient *client,
                                        guint32 uid,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
int an_cli_child_show_status (AnGuardClient *client, guint32 uid, gboolean as_json);

extern const char an_cli_child_json_help[]; /* untranslated */

int an_cli_child_list (int argc, char **argv);
int an_cli_child_status (int argc, char **argv);
int an_cli_child_set (int argc, char **argv);
int an_cli_child_rules (int argc, char **argv);
int an_cli_child_remove (int argc, char **argv);
int an_cli_child_grant (int argc, char **argv);
int an_cli_child_pause (int argc, char **argv);
int an_cli_child_confirm_clock (int argc, char **argv);
int an_cli_child_requests (int argc, char **argv);
int an_cli_child_answer (int argc, char **argv);
int an_cli_child_ask (int argc, char **argv);
int an_cli_child_usage (int argc, char **argv);
int an_cli_child_events (int argc, char **argv);
int an_cli_child_codes (int argc, char **argv);
int an_cli_child_pin (int argc, char **argv);

G_END_DECLS
