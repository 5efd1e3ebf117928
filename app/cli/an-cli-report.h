// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/an-outbox.h"

G_BEGIN_DECLS

/* What the commands `annhictl report …` share. */

typedef struct {
  AnOutbox *outbox;      /* (not owned) */
  gboolean wait;         /* go on trying until @deadline_usec */
  gint64 deadline_usec;  /* monotonic */
  gboolean interrupted;  /* by a signal */
  guint sigint, sigterm; /* sources */
} AnCliDelivery;

AnOutbox *an_cli_report_open (int passphrase_fd, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void an_cli_report_watch_signals (AnCliDelivery *self);
int an_cli_report_deliver (AnCliDelivery *self, char **ids);

int an_cli_report_send (int argc, char **argv);
int an_cli_report_list (int argc, char **argv);
int an_cli_report_status (int argc, char **argv);
int an_cli_report_messages (int argc, char **argv);
int an_cli_report_withdraw (int argc, char **argv);

AnReceipt *an_cli_report_read_receipt (int fd, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void an_cli_report_keep_result (GObject *source, GAsyncResult *result, gpointer place);
GAsyncResult *an_cli_report_wait (GAsyncResult **place) G_GNUC_WARN_UNUSED_RESULT;

void an_cli_report_add_text (JsonBuilder *builder, const char *key, const char *text);
void an_cli_report_print_json (JsonBuilder *builder);

G_END_DECLS
