// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The pages of the room with example answers, for annhi-page. */

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "ui/report/an-report-detail-page.h"
#include "ui/report/an-report-mail-view.h"
#include "ui/report/an-report-room.h"
#include "ui/report/an-report-sent-page.h"
#include "ui/report/an-report-status-view.h"

#define EXAMPLE_RECEIPT "7K3M-9QXA-0D5T-RV2E-8HJN-4CWB-Y"

static AnChannel *
create_office (void)
{
  static const guint8 public_key[AN_SEAL_PUBLIC_KEY_BYTES] = { 9 };
  AnChannel *office = g_new0 (AnChannel, 1);

  office->id = g_strdup ("example");
  office->kind = AN_CHANNEL_REST;
  office->name_vi = g_strdup ("Trung tâm Công tác xã hội (ví dụ)");
  office->name_en = g_strdup ("Centre for social work (example)");
  office->url = g_strdup ("https://example.invalid");
  office->office = g_strdup ("example");
  office->source = g_strdup ("example");
  office->checked = g_strdup ("2026-11-25");
  office->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) an_office_key_free);
  g_ptr_array_add (office->keys, an_office_key_new (public_key));
  return office;
}

static AnStore *
create_store (gboolean has_office)
{
  AnStore *store = an_store_new_for_example ();

  if (has_office)
    g_ptr_array_insert (an_store_get_channels (store), 0, create_office ());
  return store;
}

static void
fill_in (AnReport *report, AnRole role)
{
  report->reporter.role = role;
  report->reporter.name = g_strdup ("Nguyễn Thị Bích Ngọc");
  report->reporter.phone = g_strdup ("0000 000 000");
  report->child.name = g_strdup ("Nguyễn Bảo An");
  report->child.age = 12;
  report->incident.category = AN_CATEGORY_BULLYING;
  report->incident.urgency = AN_URGENCY_HIGH;
  report->incident.ongoing = TRUE;
  report->incident.happened_at = g_strdup ("2026-11-23T20:15:00+07:00");
  report->incident.platform = g_strdup ("Zalo");
  report->incident.description = g_strdup (
      an_text_choose ("Cả lớp lập một nhóm riêng để chế ảnh và chửi bới con. Con sợ, "
                      "không dám đến trường.",
                      "The class made a group to mock the child with edited pictures. The "
                      "child is afraid to go to school."));
  g_ptr_array_add (report->incident.urls, g_strdup ("https://example.vn/nhom/7a3-noi-chuyen"));
  g_ptr_array_add (report->incident.accounts, g_strdup ("@kien.dep.trai.2013"));
}

static AnReportForm *
create_form (gboolean has_office, AnRole role)
{
  g_autoptr (AnStore) store = create_store (has_office);
  AnReportForm *form = an_report_form_new (store);

  if (role != AN_ROLE_UNSET)
    fill_in (an_report_form_get_report (form), role);
  return form;
}

static GtkWidget *
create_step (AnReportStep step, gboolean has_office, AnRole role)
{
  g_autoptr (AnReportForm) form = create_form (has_office, role);
  GtkWidget *room = an_report_room_new (an_report_form_get_store (form));

  an_report_form_set_step (form, step);
  an_report_room_show_form (AN_REPORT_ROOM (room), form);
  return room;
}

static GtkWidget *
create_result (AnReportSendingState state, AnRole role)
{
  g_autoptr (AnReportForm) form = create_form (TRUE, role);
  g_autoptr (AnReportSending) sending = an_report_sending_new (form);
  GtkWidget *room = an_report_room_new (an_report_form_get_store (form));

  an_report_sending_pretend (sending,
                             state,
                             state == AN_REPORT_SENDING_SEALING ||
                                     state == AN_REPORT_SENDING_IMPOSSIBLE
                                 ? NULL
                                 : EXAMPLE_RECEIPT);
  an_report_room_show_sending (AN_REPORT_ROOM (room), sending);
  return room;
}

static GtkWidget *
create_page (const char *name)
{
  g_autoptr (AnStore) store = create_store (TRUE);
  GtkWidget *room = an_report_room_new (store);

  an_room_show_page (AN_ROOM (room), name);
  return room;
}

static GtkWidget *
create_home (void)
{
  return create_page ("home");
}

static GtkWidget *
create_home_with_draft (void)
{
  GtkWidget *room = create_page ("home");

  an_report_room_set_has_draft (AN_REPORT_ROOM (room), TRUE);
  return room;
}

static GtkWidget *
create_danger (void)
{
  return create_step (AN_REPORT_STEP_DANGER, TRUE, AN_ROLE_UNSET);
}

static GtkWidget *
create_who (void)
{
  return create_step (AN_REPORT_STEP_WHO, TRUE, AN_ROLE_PARENT);
}

static GtkWidget *
create_what (void)
{
  return create_step (AN_REPORT_STEP_WHAT, TRUE, AN_ROLE_PARENT);
}

static GtkWidget *
create_where (void)
{
  return create_step (AN_REPORT_STEP_WHERE, TRUE, AN_ROLE_PARENT);
}

static GtkWidget *
create_evidence (void)
{
  g_autoptr (AnReportForm) form = create_form (TRUE, AN_ROLE_PARENT);
  GtkWidget *room = an_report_room_new (an_report_form_get_store (form));

  an_report_form_add_file (form, "/usr/share/icons/hicolor/index.theme");
  an_report_form_add_file (form, "/nonexistent/anh-chup-man-hinh.png");
  an_report_form_set_step (form, AN_REPORT_STEP_EVIDENCE);
  an_report_room_show_form (AN_REPORT_ROOM (room), form);
  return room;
}

static GtkWidget *
create_child (void)
{
  return create_step (AN_REPORT_STEP_CHILD, TRUE, AN_ROLE_PARENT);
}

static GtkWidget *
create_channel (void)
{
  return create_step (AN_REPORT_STEP_CHANNEL, TRUE, AN_ROLE_PARENT);
}

static GtkWidget *
create_channel_without_office (void)
{
  return create_step (AN_REPORT_STEP_CHANNEL, FALSE, AN_ROLE_PARENT);
}

static GtkWidget *
create_review (void)
{
  return create_step (AN_REPORT_STEP_REVIEW, TRUE, AN_ROLE_PARENT);
}

static GtkWidget *
create_review_by_child (void)
{
  return create_step (AN_REPORT_STEP_REVIEW, TRUE, AN_ROLE_CHILD);
}

static GtkWidget *
create_sending (void)
{
  return create_result (AN_REPORT_SENDING_ON_ITS_WAY, AN_ROLE_PARENT);
}

static GtkWidget *
create_waiting (void)
{
  return create_result (AN_REPORT_SENDING_WAITING, AN_ROLE_PARENT);
}

static GtkWidget *
create_received (void)
{
  return create_result (AN_REPORT_SENDING_DELIVERED, AN_ROLE_PARENT);
}

static GtkWidget *
create_received_by_child (void)
{
  return create_result (AN_REPORT_SENDING_DELIVERED, AN_ROLE_CHILD);
}

static GtkWidget *
create_impossible (void)
{
  return create_result (AN_REPORT_SENDING_IMPOSSIBLE, AN_ROLE_PARENT);
}

static GtkWidget *
create_sent_empty (void)
{
  return create_page ("sent");
}

static void
on_enqueue_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) room = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *receipt = an_outbox_enqueue_finish (AN_OUTBOX (source), result, &error);
  const char *id = g_object_get_data (G_OBJECT (room), "example-id");

  if (receipt == NULL)
    g_warning ("the example was not queued: %s", error->message);
  else if (id != NULL)
    gtk_widget_activate_action (room, "report.detail", "s", id);
}

/* Queued for real, in memory; nothing sends it. */
static GtkWidget *
create_queued (gboolean shows_detail)
{
  g_autoptr (AnReportForm) form = create_form (TRUE, AN_ROLE_PARENT);
  AnStore *store = an_report_form_get_store (form);
  const AnReport *report = an_report_form_get_report (form);
  GtkWidget *room = an_report_room_new (store);

  an_room_show_page (AN_ROOM (room), "sent");
  if (shows_detail)
    g_object_set_data_full (G_OBJECT (room), "example-id", g_strdup (report->id), g_free);
  an_outbox_enqueue_async (an_store_get_outbox (store),
                           report,
                           an_report_form_get_channel (form),
                           NULL,
                           TRUE,
                           NULL,
                           on_enqueue_ready,
                           g_object_ref_sink (room));
  return room;
}

static GtkWidget *
create_sent (void)
{
  return create_queued (FALSE);
}

static GtkWidget *
create_detail (void)
{
  return create_queued (TRUE);
}

static GtkWidget *
create_open (void)
{
  return create_page ("open");
}

static GtkWidget *
create_status (void)
{
  GtkWidget *view = g_object_new (AN_TYPE_REPORT_STATUS_VIEW,
                                  "margin-top",
                                  18,
                                  "margin-start",
                                  12,
                                  "margin-end",
                                  12,
                                  NULL);
  AnIntakeStatus *status = g_new0 (AnIntakeStatus, 1);

  status->state = g_strdup ("triaged");
  status->public_note = g_strdup ("Cán bộ xã sẽ gọi cho gia đình trong ngày mai.");
  status->received_at = g_strdup ("2026-11-25T12:15:00Z");
  status->last_access_at = g_strdup ("2026-11-25T13:40:00Z");
  status->history = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_ptr_array_add (status->history, g_strsplit ("received 2026-11-25T12:15:00Z", " ", 2));
  g_ptr_array_add (status->history, g_strsplit ("triaged 2026-11-25T14:02:00Z", " ", 2));
  an_report_status_view_show (AN_REPORT_STATUS_VIEW (view), status);
  an_intake_status_free (status);
  return view;
}

static void
add_message (AnConversation *conversation, gboolean from_office, const char *at, const char *text)
{
  AnConversationMessage *message = g_new0 (AnConversationMessage, 1);

  message->from_office = from_office;
  message->at = g_strdup (at);
  message->text = g_strdup (text);
  g_ptr_array_add (conversation->messages, message);
}

static void
message_free (gpointer data)
{
  AnConversationMessage *message = data;

  g_free (message->at);
  g_free (message->text);
  g_free (message);
}

static GtkWidget *
create_messages (void)
{
  g_autoptr (AnConversation) conversation = g_new0 (AnConversation, 1);
  GtkWidget *view = g_object_new (AN_TYPE_REPORT_MAIL_VIEW,
                                  "margin-top",
                                  18,
                                  "margin-start",
                                  12,
                                  "margin-end",
                                  12,
                                  NULL);

  conversation->messages = g_ptr_array_new_with_free_func (message_free);
  add_message (conversation,
               TRUE,
               "2026-11-25T02:10:00Z",
               an_text_choose ("Cảm ơn em đã kể. Bây giờ em có đang ở chỗ an toàn không?",
                               "Thank you for telling. Are you in a safe place now?"));
  add_message (conversation,
               FALSE,
               "2026-11-25T02:31:00Z",
               an_text_choose ("Dạ có, em ở nhà bà ngoại.", "Yes, I am at my grandmother's."));
  an_report_mail_view_show (AN_REPORT_MAIL_VIEW (view), conversation);
  an_report_mail_view_set_office_state (AN_REPORT_MAIL_VIEW (view), "received");
  return view;
}

const AnPageEntry an_report_pages[] = {
  { "report-home", create_home },
  { "report-home-draft", create_home_with_draft },
  { "report-danger", create_danger },
  { "report-who", create_who },
  { "report-what", create_what },
  { "report-where", create_where },
  { "report-evidence", create_evidence },
  { "report-child", create_child },
  { "report-channel", create_channel },
  { "report-channel-no-office", create_channel_without_office },
  { "report-review", create_review },
  { "report-review-child", create_review_by_child },
  { "report-sending", create_sending },
  { "report-waiting", create_waiting },
  { "report-received", create_received },
  { "report-received-child", create_received_by_child },
  { "report-impossible", create_impossible },
  { "report-sent", create_sent },
  { "report-sent-empty", create_sent_empty },
  { "report-detail", create_detail },
  { "report-open", create_open },
  { "report-status", create_status },
  { "report-messages", create_messages },
  { NULL },
};
