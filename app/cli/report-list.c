// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl report list|status: what has become of the reports of this PC. */

#include "base/an-i18n.h"
#include "base/an-secret.h"
#include "base/an-text.h"
#include "base/an-time.h"
#include "cli/an-cli-report.h"
#include "cli/an-cli.h"
#include "report/an-intake-client.h"

/* Help of the options, apart because the formatter breaks tables with translated texts. */
static const char channel_help[] = N_ ("Channel file of the office");
static const char json_help[] = N_ ("Answer as JSON");
static const char csv_help[] = N_ ("Answer as a table (CSV)");
static const char passphrase_help[] = N_ ("File descriptor with the passphrase of the vault");
static const char receipt_help[] = N_ ("File descriptor with the receipt");

/* Helpers */

/* Translated; the words of the wire are an_outbox_state_ids. */
static const char *
state_name (AnOutboxState state)
{
  switch (state) {
  case AN_OUTBOX_DELIVERED:
    return _ ("delivered");
  case AN_OUTBOX_NEEDS_USER:
    return _ ("needs you");
  case AN_OUTBOX_CREATING:
  case AN_OUTBOX_UPLOADING:
  case AN_OUTBOX_SUBMITTING:
    return _ ("on its way");
  case AN_OUTBOX_QUEUED:
  default:
    return _ ("waiting");
  }
}

static void
add_time (JsonBuilder *builder, const char *key, gint64 unix_usec)
{
  g_autofree char *text = unix_usec > 0 ? an_time_to_rfc3339 (unix_usec) : NULL;

  an_cli_report_add_text (builder, key, text);
}

static void
add_item (JsonBuilder *builder, const AnOutboxItem *item)
{
  json_builder_begin_object (builder);
  an_cli_report_add_text (builder, "id", item->id);
  an_cli_report_add_text (builder, "state", an_outbox_state_ids[item->state]);
  an_cli_report_add_text (builder, "channel", item->channel_name);
  an_cli_report_add_text (builder, "category", an_category_ids[item->category]);
  add_time (builder, "queued_at", item->queued_at);
  add_time (builder, "next_attempt_at", item->next_attempt_at);
  an_cli_report_add_text (builder, "problem", item->problem);
  an_cli_report_add_text (builder, "received_at", item->received_at);
  an_cli_report_add_text (builder, "office_state", item->office_state);
  an_cli_report_add_text (builder, "office_note", item->office_note);
  json_builder_set_member_name (builder, "receipt_known");
  json_builder_add_boolean_value (builder, item->receipt_known);
  json_builder_end_object (builder);
}

static void
print_item (const AnOutboxItem *item)
{
  g_autoptr (GDateTime) queued = g_date_time_new_from_unix_local (item->queued_at / G_USEC_PER_SEC);
  g_autofree char *when = an_time_format_date_clock (queued);

  g_print ("%s  %s  %-12s  %s – %s\n",
           item->id,
           when,
           state_name (item->state),
           an_category_get_name (item->category),
           item->channel_name);
  if (item->problem != NULL)
    g_print ("    %s\n", item->problem);
  if (item->office_state != NULL)
    /* Translators: the state a report has at the office, such as “received” */
    g_print (_ ("    At the office: %s\n"), item->office_state);
  if (item->office_note != NULL) {
    g_autofree char *note = an_text_make_visible (item->office_note);

    g_print ("    %s\n", note);
  }
}

static void
print_status (const AnIntakeStatus *status, gboolean as_json)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *state = an_text_make_visible (status->state);
  g_autofree char *note = NULL;

  if (!as_json) {
    note = an_text_make_visible (status->public_note ? status->public_note : "");
    g_print (_ ("Report:  %s\n"), status->id);
    g_print (_ ("    At the office: %s\n"), state);
    if (status->last_access_at != NULL)
      g_print (_ ("    This receipt was last used: %s\n"), status->last_access_at);
    if (*note != '\0')
      g_print ("    %s\n", note);
    return;
  }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  an_cli_report_add_text (builder, "id", status->id);
  an_cli_report_add_text (builder, "state", status->state);
  an_cli_report_add_text (builder, "outcome", status->outcome);
  an_cli_report_add_text (builder, "public_note", status->public_note);
  an_cli_report_add_text (builder, "received_at", status->received_at);
  an_cli_report_add_text (builder, "last_access_at", status->last_access_at);
  json_builder_end_object (builder);
  an_cli_report_print_json (builder);
}

AnReceipt *
an_cli_report_read_receipt (int fd, GError **error)
{
  char *text = an_secret_read (fd, error);
  AnReceipt *receipt;

  if (text == NULL)
    return NULL;
  receipt = an_receipt_parse (text, error);
  an_secret_free (text);
  return receipt;
}

/* By the receipt alone: from any PC, without a vault. */
static int
ask_by_receipt (const char *channel_path, int receipt_fd, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnChannel) channel = an_channel_load (channel_path, &error);
  g_autoptr (AnReceipt) receipt = NULL;
  g_autoptr (AnIntakeClient) client = NULL;
  g_autoptr (AnIntakeStatus) status = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (channel != NULL)
    receipt = an_cli_report_read_receipt (receipt_fd, &error);
  if (receipt != NULL)
    client = an_intake_client_new (channel, &error);
  if (client == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_intake_client_get_status_async (client,
                                     NULL,
                                     receipt,
                                     NULL,
                                     an_cli_report_keep_result,
                                     &place);
  result = an_cli_report_wait (&place);
  status = an_intake_client_get_status_finish (client, result, &error);
  if (status == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  print_status (status, as_json);
  return AN_EXIT_DONE;
}

/* A report that is not delivered yet has no state at the office to ask for. */
static gboolean
refresh (AnOutbox *outbox, const char *id, GError **error)
{
  g_autoptr (AnOutboxItem) item = an_outbox_get (outbox, id, error);
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (item == NULL || item->state != AN_OUTBOX_DELIVERED)
    return item != NULL;
  an_outbox_refresh_async (outbox, id, NULL, an_cli_report_keep_result, &place);
  result = an_cli_report_wait (&place);
  return an_outbox_refresh_finish (outbox, result, error);
}

static int
ask_by_id (const char *id, int passphrase_fd, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnOutbox) outbox = an_cli_report_open (passphrase_fd, &error);
  g_autoptr (AnOutboxItem) item = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (outbox != NULL && refresh (outbox, id, &error))
    item = an_outbox_get (outbox, id, &error);
  if (item == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  if (as_json) {
    add_item (builder, item);
    an_cli_report_print_json (builder);
  } else {
    print_item (item);
  }
  return item->state == AN_OUTBOX_DELIVERED ? AN_EXIT_DONE : AN_EXIT_QUEUED;
}

/* For the table of commands */

int
an_cli_report_list (int argc, char **argv)
{
  gboolean as_json = FALSE;
  gboolean as_csv = FALSE;
  int passphrase_fd = -1;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, json_help, NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &as_csv, csv_help, NULL },
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &passphrase_fd, passphrase_help, "FD" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (AnOutbox) outbox = NULL;
  g_autofree char *csv = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!an_cli_parse ("report list", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc != 1 || (as_json && as_csv))
    return an_cli_usage ("%s", _ ("report list takes options only"));
  outbox = an_cli_report_open (passphrase_fd, &error);
  if (outbox != NULL)
    items = an_outbox_list (outbox, &error);
  if (items == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  if (as_csv) {
    csv = an_outbox_items_to_csv (items);
    g_print ("%s", csv);
    return AN_EXIT_DONE;
  }
  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++) {
    add_item (builder, g_ptr_array_index (items, i));
    if (!as_json)
      print_item (g_ptr_array_index (items, i));
  }
  json_builder_end_array (builder);
  if (as_json)
    an_cli_report_print_json (builder);
  return AN_EXIT_DONE;
}

int
an_cli_report_status (int argc, char **argv)
{
  gboolean as_json = FALSE;
  int passphrase_fd = -1;
  int receipt_fd = -1;
  g_autofree char *channel = NULL;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, json_help, NULL },
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &passphrase_fd, passphrase_help, "FD" },
    { "receipt-fd", 0, 0, G_OPTION_ARG_INT, &receipt_fd, receipt_help, "FD" },
    { "channel", 0, 0, G_OPTION_ARG_FILENAME, &channel, channel_help, "FILE" },
    { NULL },
  };

  if (!an_cli_parse ("report status ID | --receipt-fd FD --channel FILE", entries, &argc, &argv))
    return AN_EXIT_USAGE;
  if (argc == 1 && receipt_fd >= 0 && channel != NULL)
    return ask_by_receipt (channel, receipt_fd, as_json);
  if (argc == 2 && receipt_fd < 0 && channel == NULL)
    return ask_by_id (argv[1], passphrase_fd, as_json);
  return an_cli_usage ("%s", _ ("report status needs an id, or --receipt-fd and --channel"));
}

const AnCommand an_cli_report_commands[] = {
  { "report", "send", N_ ("send a report to an office"), an_cli_report_send },
    { "report", "list", N_ ("list the reports of this PC"), an_cli_report_list },
      { "report", "status", N_ ("ask the office what became of a report"), an_cli_report_status },
        { "report",
          "messages",
          N_ ("read and write messages about a report"), an_cli_report_messages },
          { "report", "withdraw", N_ ("take a report back"), an_cli_report_withdraw }, { NULL },
        };
