// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * annhictl report send: files a report without the window. The receipt is out as soon as the report
 * is safe, before anything is sent: what follows may take long or fail.
 */

#include <stdio.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "cli/an-cli-report.h"
#include "cli/an-cli.h"
#include "report/an-evidence.h"

#define DEFAULT_TIMEOUT_SECONDS 60
#define USAGE                                                                                      \
  "report send --channel FILE --report FILE [--evidence FILE]… [--wait] | report send --queued " \
  "[--wait]"

/* Help of the options, apart because the formatter breaks tables with translated texts. */
static const char channel_help[] = N_ ("Channel file of the office");
static const char report_help[] = N_ ("The report as JSON");
static const char evidence_help[] = N_ ("A file to send along; may be repeated");
static const char strip_help[] = N_ ("Remove place and device data from pictures");
static const char queued_help[] = N_ ("Go on with what an earlier call left in the outbox");
static const char wait_help[] = N_ ("Keep trying until it is delivered");
static const char timeout_help[] = N_ ("How long --wait waits (60 seconds)");
static const char keep_receipt_help[] = N_ ("Keep the receipt of a child's report on this PC");
static const char json_help[] = N_ ("Answer as JSON");
static const char passphrase_help[] = N_ ("File descriptor with the passphrase of the vault");

typedef struct {
  char *channel, *report; /* (owned) */
  char **evidence;        /* (owned) */
  gboolean queued, wait, as_json, strip, keep_receipt;
  int timeout_seconds;
  int passphrase_fd;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->channel);
  g_free (self->report);
  g_strfreev (self->evidence);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Helpers */

static void
file_free (AnOutboxFile *self)
{
  g_free (self->path);
  g_free (self);
}

static GPtrArray *
make_files (const Options *options)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);

  for (char **path = options->evidence; path != NULL && *path != NULL; path++) {
    AnOutboxFile *file = g_new0 (AnOutboxFile, 1);

    file->path = g_strdup (*path);
    file->strip = options->strip;
    g_ptr_array_add (files, file);
  }
  return files;
}

static gboolean
look_at_files (const Options *options, GError **error)
{
  for (char **path = options->evidence; path != NULL && *path != NULL; path++)
    if (!an_evidence_look (*path, NULL, NULL, error))
      return FALSE;
  return TRUE;
}

static AnReport *
load_report (const char *path, GError **error)
{
  g_autoptr (JsonNode) root = an_json_load (path, AN_REPORT_MAX_BYTES, error);
  AnReport *report;

  if (root == NULL)
    return NULL;
  report = an_report_from_json (root, error);
  if (report == NULL)
    g_prefix_error (error, "%s: ", path);
  return report;
}

static char *
enqueue (AnOutbox *outbox,
         const Options *options,
         const AnReport *report,
         const AnChannel *channel,
         GError **error)
{
  g_autoptr (GPtrArray) files = make_files (options);
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  /* A child may share this PC with whom the report is about. */
  gboolean keep = options->keep_receipt || report->reporter.role != AN_ROLE_CHILD;

  an_outbox_enqueue_async (outbox,
                           report,
                           channel,
                           files,
                           keep,
                           NULL,
                           an_cli_report_keep_result,
                           &place);
  result = an_cli_report_wait (&place);
  return an_outbox_enqueue_finish (outbox, result, error);
}

static void
print_outcome (AnOutbox *outbox, const Options *options, const char *id, const char *receipt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnOutboxItem) item = an_outbox_get (outbox, id, &error);
  AnOutboxState state = AN_OUTBOX_QUEUED;

  if (item != NULL)
    state = item->state;
  else if (g_error_matches (error, AN_VAULT_ERROR, AN_VAULT_ERROR_NOT_FOUND))
    state = AN_OUTBOX_DELIVERED; /* by another process, and no trace was to be kept */

  if (options->as_json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    an_cli_report_add_text (builder, "id", id);
    an_cli_report_add_text (builder, "receipt", receipt);
    an_cli_report_add_text (builder, "state", an_outbox_state_ids[state]);
    json_builder_end_object (builder);
    an_cli_report_print_json (builder);
  } else if (state == AN_OUTBOX_DELIVERED) {
    if (item != NULL)
      g_print (_ ("Delivered to %s.\n"), item->channel_name);
    if (item == NULL || !item->receipt_known)
      g_print ("%s\n", _ ("Nothing of the report is kept on this PC."));
  }
}

static void
print_receipt (const Options *options, const char *id, const char *receipt)
{
  if (options->as_json)
    return;
  g_print (_ ("Report:  %s\n"), id);
  g_print (_ ("Receipt: %s\n"), receipt);
  g_print ("%s\n",
           _ ("Write the receipt down: only with it can anybody ask what became of the report."));
  fflush (stdout);
}

static void
begin_delivery (AnCliDelivery *self, AnOutbox *outbox, const Options *options)
{
  self->outbox = outbox;
  self->wait = options->wait;
  self->deadline_usec = g_get_monotonic_time () + options->timeout_seconds * G_TIME_SPAN_SECOND;
}

static int
send_new (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnChannel) channel = an_channel_load (options->channel, &error);
  g_autoptr (AnReport) report = NULL;
  g_autoptr (AnOutbox) outbox = NULL;
  g_autofree char *receipt = NULL;
  AnCliDelivery delivery = { 0 };
  int code;

  if (channel != NULL)
    report = load_report (options->report, &error);
  an_cli_report_watch_signals (&delivery);
  if (report != NULL && look_at_files (options, &error))
    outbox = an_cli_report_open (options->passphrase_fd, &error);
  if (outbox != NULL)
    receipt = enqueue (outbox, options, report, channel, &error);
  if (receipt == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);

  print_receipt (options, report->id, receipt);
  begin_delivery (&delivery, outbox, options);
  code = an_cli_report_deliver (&delivery, (char *[]){ report->id, NULL });
  print_outcome (outbox, options, report->id, receipt);
  return code;
}

/* (transfer full): what is not delivered, the most urgent first as the outbox orders it */
static char **
list_undelivered (AnOutbox *outbox, GError **error)
{
  g_autoptr (GPtrArray) items = an_outbox_list (outbox, error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (items == NULL)
    return NULL;
  for (guint i = items->len; i > 0; i--) {
    const AnOutboxItem *item = g_ptr_array_index (items, i - 1);

    if (item->state != AN_OUTBOX_DELIVERED && !item->is_held)
      g_strv_builder_add (ids, item->id);
  }
  return g_strv_builder_end (ids);
}

static int
send_queued (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnOutbox) outbox = an_cli_report_open (options->passphrase_fd, &error);
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) ids = NULL;
  AnCliDelivery delivery = { 0 };
  int code;

  if (outbox != NULL)
    ids = list_undelivered (outbox, &error);
  if (ids == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_cli_report_watch_signals (&delivery);
  for (char **id = ids; *id != NULL; id++) {
    g_ptr_array_add (receipts, an_outbox_get_receipt (outbox, *id, NULL));
    if (g_ptr_array_index (receipts, receipts->len - 1) != NULL)
      print_receipt (options, *id, g_ptr_array_index (receipts, receipts->len - 1));
  }
  begin_delivery (&delivery, outbox, options);
  code = an_cli_report_deliver (&delivery, ids);
  for (guint i = 0; ids[i] != NULL; i++)
    print_outcome (outbox, options, ids[i], g_ptr_array_index (receipts, i));
  return code;
}

static int
check_options (const Options *options, int argc)
{
  if (argc != 1)
    return an_cli_usage ("%s", _ ("report send takes options only"));
  if (options->timeout_seconds < 0)
    return an_cli_usage ("%s", _ ("--timeout needs a number of seconds"));
  if (options->queued &&
      (options->channel != NULL || options->report != NULL || options->evidence != NULL))
    return an_cli_usage ("%s", _ ("--queued goes with neither --channel, --report nor --evidence"));
  if (!options->queued && (options->channel == NULL || options->report == NULL))
    return an_cli_usage ("%s", _ ("report send needs --channel and --report, or --queued"));
  return AN_EXIT_DONE;
}

static gboolean
parse (Options *self, int *argc, char ***argv)
{
  GOptionEntry entries[] = {
    { "channel", 0, 0, G_OPTION_ARG_FILENAME, &self->channel, channel_help, "FILE" },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &self->report, report_help, "FILE" },
    { "evidence", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->evidence, evidence_help, "FILE" },
    { "strip", 0, 0, G_OPTION_ARG_NONE, &self->strip, strip_help, NULL },
    { "queued", 0, 0, G_OPTION_ARG_NONE, &self->queued, queued_help, NULL },
    { "wait", 0, 0, G_OPTION_ARG_NONE, &self->wait, wait_help, NULL },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &self->timeout_seconds, timeout_help, "SECONDS" },
    { "keep-receipt", 0, 0, G_OPTION_ARG_NONE, &self->keep_receipt, keep_receipt_help, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->as_json, json_help, NULL },
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &self->passphrase_fd, passphrase_help, "FD" },
    { NULL },
  };

  return an_cli_parse (USAGE, entries, argc, argv);
}

/* For the table of commands */

int
an_cli_report_send (int argc, char **argv)
{
  g_auto (Options) o = { .passphrase_fd = -1, .timeout_seconds = DEFAULT_TIMEOUT_SECONDS };
  int code;

  if (!parse (&o, &argc, &argv))
    return AN_EXIT_USAGE;
  code = check_options (&o, argc);
  if (code != AN_EXIT_DONE)
    return code;
  return o.queued ? send_queued (&o) : send_new (&o);
}
