// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl report messages|withdraw: what comes after a report has arrived, by its id on this PC or
 * by its receipt on any other. */

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-secret.h"
#include "base/an-text.h"
#include "cli/an-cli-report.h"
#include "cli/an-cli.h"

/* Help of the options, apart because the formatter breaks tables with translated texts. */
static const char channel_help[] = N_ ("Channel file of the office");
static const char json_help[] = N_ ("Answer as JSON");
static const char passphrase_help[] = N_ ("File descriptor with the passphrase of the vault");
static const char receipt_help[] = N_ ("File descriptor with the receipt");
static const char text_help[] = N_ ("File descriptor with a message to send first");

typedef struct {
  gboolean as_json;
  int passphrase_fd;
  int receipt_fd;
  int text_fd;
  char *channel; /* (owned) (nullable) */
} Options;

#define NO_OPTIONS                                                                                 \
  {                                                                                                \
    FALSE, -1, -1, -1, NULL                                                                        \
  }

/* What the mailbox belongs to, whichever way it was named. */
typedef struct {
  AnOutbox *outbox;                 /* (owned) (nullable) */
  AnCorrespondence *correspondence; /* (owned) */
  char *report_id;                  /* (owned) */
} Mailbox;

static void
mailbox_clear (Mailbox *self)
{
  g_clear_object (&self->correspondence);
  g_clear_object (&self->outbox);
  g_free (self->report_id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mailbox, mailbox_clear)

/* The receipt alone does not say which report it is: the office does. */
static char *
ask_for_id (AnIntakeClient *client, const AnReceipt *receipt, GError **error)
{
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (AnIntakeStatus) status = NULL;

  an_intake_client_get_status_async (client,
                                     NULL,
                                     receipt,
                                     NULL,
                                     an_cli_report_keep_result,
                                     &place);
  result = an_cli_report_wait (&place);
  status = an_intake_client_get_status_finish (client, result, error);
  return status != NULL ? g_strdup (status->id) : NULL;
}

static gboolean
open_by_receipt (Mailbox *self, const Options *options, GError **error)
{
  g_autoptr (AnChannel) channel = an_channel_load (options->channel, error);
  g_autoptr (AnReceipt) receipt = NULL;
  g_autoptr (AnIntakeClient) client = NULL;

  if (channel != NULL)
    receipt = an_cli_report_read_receipt (options->receipt_fd, error);
  if (receipt != NULL)
    client = an_intake_client_new (channel, error);
  if (client != NULL)
    self->report_id = ask_for_id (client, receipt, error);
  if (self->report_id == NULL)
    return FALSE;
  self->correspondence =
      an_correspondence_new (client, self->report_id, g_steal_pointer (&receipt));
  return TRUE;
}

static gboolean
open_by_id (Mailbox *self, const Options *options, const char *id, GError **error)
{
  self->outbox = an_cli_report_open (options->passphrase_fd, error);
  if (self->outbox != NULL)
    self->correspondence = an_outbox_open_correspondence (self->outbox, id, error);
  self->report_id = g_strdup (id);
  return self->correspondence != NULL;
}

static gboolean
write_message (Mailbox *self, int fd, GError **error)
{
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  char *text = an_secret_read (fd, error);

  if (text == NULL)
    return FALSE;
  if (*g_strstrip (text) == '\0') {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("the message is empty"));
    g_free (text);
    return FALSE;
  }
  an_correspondence_write_async (self->correspondence,
                                 text,
                                 NULL,
                                 an_cli_report_keep_result,
                                 &place);
  an_secret_free (text);
  result = an_cli_report_wait (&place);
  return an_correspondence_write_finish (self->correspondence, result, error);
}

static void
print_message (const AnConversationMessage *message)
{
  g_autofree char *shown = an_text_make_visible (
      message->text != NULL ? message->text : _ ("(cannot be opened with this receipt)"));

  g_print ("%s  %s\n    %s\n",
           message->at,
           message->from_office
           ? _ ("The office")
           : _ ("You"), shown);
}

static void
print_conversation (const AnConversation *conversation, gboolean as_json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  an_cli_report_add_text (builder, "id", conversation->report_id);
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  for (guint i = 0; i < conversation->messages->len; i++) {
    const AnConversationMessage *message = g_ptr_array_index (conversation->messages, i);

    if (!as_json)
      print_message (message);
    json_builder_begin_object (builder);
    an_cli_report_add_text (builder, "id", message->id);
    an_cli_report_add_text (builder, "from", message->from_office ? "office" : "reporter");
    an_cli_report_add_text (builder, "at", message->at);
    an_cli_report_add_text (builder, "text", message->text);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (as_json)
    an_cli_report_print_json (builder);
}

/* AN_EXIT_DONE, or why not: already said */
static int
open_mailbox (Mailbox *self, const Options *options, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean is_open;

  if (argc == 1 && options->receipt_fd >= 0 && options->channel != NULL)
    is_open = open_by_receipt (self, options, &error);
  else if (argc == 2 && options->receipt_fd < 0 && options->channel == NULL)
    is_open = open_by_id (self, options, argv[1], &error);
  else
    return an_cli_usage ("%s", _ ("an id is needed, or --receipt-fd and --channel"));
  return is_open ? AN_EXIT_DONE : an_cli_fail (AN_EXIT_REFUSED, error);
}

static int
run_messages (const Options *options, int argc, char **argv)
{
  g_auto (Mailbox) mailbox = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const AnConversation *conversation;
  int code = open_mailbox (&mailbox, options, argc, argv);
  guint count;

  if (code != AN_EXIT_DONE)
    return code;
  if (options->text_fd >= 0 && !write_message (&mailbox, options->text_fd, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_correspondence_read_async (mailbox.correspondence, NULL, an_cli_report_keep_result, &place);
  result = an_cli_report_wait (&place);
  conversation = an_correspondence_read_finish (mailbox.correspondence, result, &error);
  if (conversation == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  print_conversation (conversation, options->as_json);
  count = an_conversation_count_from_office (conversation);
  if (mailbox.outbox != NULL)
    an_outbox_set_mail (mailbox.outbox, mailbox.report_id, count, count);
  return AN_EXIT_DONE;
}

static int
run_withdraw (const Options *options, int argc, char **argv)
{
  g_auto (Mailbox) mailbox = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  int code = open_mailbox (&mailbox, options, argc, argv);

  if (code != AN_EXIT_DONE)
    return code;
  an_correspondence_withdraw_async (mailbox.correspondence,
                                    NULL,
                                    an_cli_report_keep_result,
                                    &place);
  result = an_cli_report_wait (&place);
  if (!an_correspondence_withdraw_finish (mailbox.correspondence, result, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  if (options->as_json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    an_cli_report_add_text (builder, "id", mailbox.report_id);
    an_cli_report_add_text (builder, "state", "withdrawn");
    json_builder_end_object (builder);
    an_cli_report_print_json (builder);
  } else {
    g_print (_ ("Withdrawn: %s\n"), mailbox.report_id);
  }
  return AN_EXIT_DONE;
}

/* For the table of commands */

int
an_cli_report_messages (int argc, char **argv)
{
  Options options = NO_OPTIONS;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, json_help, NULL },
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &options.passphrase_fd, passphrase_help, "FD" },
    { "receipt-fd", 0, 0, G_OPTION_ARG_INT, &options.receipt_fd, receipt_help, "FD" },
    { "channel", 0, 0, G_OPTION_ARG_FILENAME, &options.channel, channel_help, "FILE" },
    { "text-fd", 0, 0, G_OPTION_ARG_INT, &options.text_fd, text_help, "FD" },
    { NULL },
  };
  int code;

  if (an_cli_parse ("report messages ID | --receipt-fd FD --channel FILE", entries, &argc, &argv))
    code = run_messages (&options, argc, argv);
  else
    code = AN_EXIT_USAGE;
  g_free (options.channel);
  return code;
}

int
an_cli_report_withdraw (int argc, char **argv)
{
  Options options = NO_OPTIONS;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, json_help, NULL },
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &options.passphrase_fd, passphrase_help, "FD" },
    { "receipt-fd", 0, 0, G_OPTION_ARG_INT, &options.receipt_fd, receipt_help, "FD" },
    { "channel", 0, 0, G_OPTION_ARG_FILENAME, &options.channel, channel_help, "FILE" },
    { NULL },
  };
  int code;

  if (an_cli_parse ("report withdraw ID | --receipt-fd FD --channel FILE", entries, &argc, &argv))
    code = run_withdraw (&options, argc, argv);
  else
    code = AN_EXIT_USAGE;
  g_free (options.channel);
  return code;
}
