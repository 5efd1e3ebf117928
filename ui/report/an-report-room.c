// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The room of reports: which of its pages is shown, and what follows what. */

#include "ui/report/an-report-room.h"

#include "base/an-i18n.h"
#include "ui/report/an-report-begun.h"
#include "ui/report/an-report-detail-page.h"
#include "ui/report/an-report-flow.h"
#include "ui/report/an-report-home-page.h"
#include "ui/report/an-report-open-page.h"
#include "ui/report/an-report-quick-exit.h"
#include "ui/report/an-report-result-page.h"
#include "ui/report/an-report-save.h"
#include "ui/report/an-report-sent-page.h"

/**
 * AnReportRoom:
 *
 * Home, the questions, what became of them, the reports sent, and a receipt from elsewhere. Pages
 * but home are made when they are shown, and gone when they are left.
 */
struct _AnReportRoom {
  AdwBin parent;

  AnStore *store;       /* (owned) */
  AnReportBegun *begun; /* (owned) */

  GtkStack *stack;
  AnReportHomePage *home;
};

enum { PROP_TITLE = 1, PROP_CAN_GO_BACK };

static gboolean
an_report_room_go_back (AnRoom *room)
{
  AnReportRoom *self = AN_REPORT_ROOM (room);
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (page, "home") == 0)
    return FALSE;
  if (g_strcmp0 (page, "flow") == 0 &&
      an_report_flow_go_back (AN_REPORT_FLOW (gtk_stack_get_visible_child (self->stack))))
    return TRUE;
  an_room_show_page (room, g_strcmp0 (page, "detail") == 0 ? "sent" : "home");
  return TRUE;
}

static void an_report_room_show_page (AnRoom *room, const char *name);

static void
an_report_room_room_init (AnRoomInterface *iface)
{
  iface->go_back = an_report_room_go_back;
  iface->show_page = an_report_room_show_page;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AnReportRoom,
                               an_report_room,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (AN_TYPE_ROOM, an_report_room_room_init))

/* Shows @page under @name; what was there under that name is gone. */
static void
show_new (AnReportRoom *self, const char *name, GtkWidget *page)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->stack, name);

  if (old != NULL)
    gtk_stack_remove (self->stack, old);
  gtk_stack_add_named (self->stack, page, name);
  gtk_stack_set_visible_child (self->stack, page);
}

static void
drop (AnReportRoom *self, const char *name)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->stack, name);

  if (old != NULL)
    gtk_stack_remove (self->stack, old);
}

static void
show_home (AnReportRoom *self)
{
  static const char *const others[] = { "flow", "result", "sent", "detail", "open" };

  gtk_stack_set_visible_child_name (self->stack, "home");
  an_report_begun_leave (self->begun);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    drop (self, others[i]);
}

static void
on_queued (AnReportRoom *self, AnReportSending *sending)
{
  AnReportForm *form = an_report_sending_get_form (sending);

  if (an_report_begun_get_form (self->begun) == form)
    drop (self, "flow");
  an_report_begun_settle (self->begun, form);
}

static void
on_send (AnReportRoom *self)
{
  g_autoptr (AnReportSending) sending =
      an_report_sending_new (an_report_begun_get_form (self->begun));

  g_signal_connect_object (sending, "queued", G_CALLBACK (on_queued), self, G_CONNECT_SWAPPED);
  an_report_room_show_sending (self, sending);
  an_report_sending_start (sending);
}

/* Returns whether there is one */
static gboolean
show_draft (AnReportRoom *self, AnReportDraftPlace place)
{
  AnReportForm *draft = an_report_begun_get_draft (self->begun, place);

  if (draft != NULL)
    an_report_room_show_form (self, draft);
  return draft != NULL;
}

/* What a child has begun is not announced where anybody looks. */
static void
on_begun_changed (AnReportRoom *self)
{
  an_report_room_set_has_draft (self,
                                an_report_begun_get_draft (self->begun, AN_DRAFT_OF_ADULT) != NULL);
}

/* Actions */

static void
on_new_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnReportRoom *self = AN_REPORT_ROOM (widget);

  /* One draft at a time: a begun report is gone on with, or discarded by its own button. */
  an_report_begun_leave (self->begun);
  if (!show_draft (self, AN_DRAFT_OF_ADULT)) {
    g_autoptr (AnReportForm) form = an_report_form_new (self->store);

    an_report_room_show_form (self, form);
  }
}

static void
on_resume_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_draft (AN_REPORT_ROOM (widget), AN_DRAFT_OF_ADULT);
}

static void
on_resume_child_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_draft (AN_REPORT_ROOM (widget), AN_DRAFT_OF_CHILD);
}

static void
on_start_over_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnReportRoom *self = AN_REPORT_ROOM (widget);

  AnReportForm *form = an_report_begun_get_form (self->begun);

  if (form != NULL && an_report_form_waits (form))
    an_report_begun_discard (self->begun, AN_DRAFT_OF_CHILD);
}

static void
on_discard_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnReportRoom *self = AN_REPORT_ROOM (widget);

  show_home (self);
  an_report_begun_discard (self->begun, AN_DRAFT_OF_ADULT);
  an_report_say (widget, _ ("The begun report is discarded"));
}

static void
on_sent_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnReportRoom *self = AN_REPORT_ROOM (widget);

  show_new (self, "sent", an_report_sent_page_new (self->store));
  drop (self, "detail");
}

static void
on_detail_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnReportRoom *self = AN_REPORT_ROOM (widget);

  show_new (self,
            "detail",
            an_report_detail_page_new (self->store, g_variant_get_string (parameter, NULL)));
}

static void
on_open_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnReportRoom *self = AN_REPORT_ROOM (widget);

  show_new (self, "open", an_report_open_page_new (self->store));
}

static void
on_home_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_home (AN_REPORT_ROOM (widget));
}

static void
on_step_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AnReportRoom *self = AN_REPORT_ROOM (widget);
  GtkWidget *flow = gtk_stack_get_child_by_name (self->stack, "flow");

  if (flow == NULL)
    return;
  gtk_stack_set_visible_child (self->stack, flow);
  an_report_flow_show_step (AN_REPORT_FLOW (flow), (AnReportStep) g_variant_get_int32 (parameter));
}

static void
on_copy_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *text = NULL;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  /* Translators: %s is a number or an address */
  text = g_strdup_printf (_ ("%s is copied"), g_variant_get_string (parameter, NULL));
  an_report_say (widget, text);
}

static void
on_quick_exit_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  an_report_quick_exit_leave (widget);
  show_home (AN_REPORT_ROOM (widget));
}

static void
on_page_changed (AnReportRoom *self)
{
  g_object_notify (G_OBJECT (self), "title");
  g_object_notify (G_OBJECT (self), "can-go-back");
}

static const char *
get_title (AnReportRoom *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (page, "flow") == 0 || g_strcmp0 (page, "result") == 0)
    return _ ("New report");
  if (g_strcmp0 (page, "sent") == 0 || g_strcmp0 (page, "detail") == 0)
    return _ ("Sent");
  if (g_strcmp0 (page, "open") == 0)
    return _ ("Open with a receipt code");
  return "";
}

static void
an_report_room_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AnReportRoom *self = AN_REPORT_ROOM (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, get_title (self));
    break;
  case PROP_CAN_GO_BACK:
    g_value_set_boolean (value,
                         g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "home") != 0);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_report_room_dispose (GObject *object)
{
  AnReportRoom *self = AN_REPORT_ROOM (object);

  g_clear_object (&self->begun);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (an_report_room_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "report.new", NULL, on_new_activated);
  gtk_widget_class_install_action (widget_class, "report.resume", NULL, on_resume_activated);
  gtk_widget_class_install_action (widget_class,
                                   "report.resume-child",
                                   NULL,
                                   on_resume_child_activated);
  gtk_widget_class_install_action (widget_class,
                                   "report.start-over",
                                   NULL,
                                   on_start_over_activated);
  gtk_widget_class_install_action (widget_class, "report.discard", NULL, on_discard_activated);
  gtk_widget_class_install_action (widget_class, "report.sent", NULL, on_sent_activated);
  gtk_widget_class_install_action (widget_class, "report.detail", "s", on_detail_activated);
  gtk_widget_class_install_action (widget_class, "report.open", NULL, on_open_activated);
  gtk_widget_class_install_action (widget_class, "report.home", NULL, on_home_activated);
  gtk_widget_class_install_action (widget_class, "report.step", "i", on_step_activated);
  gtk_widget_class_install_action (widget_class, "report.copy", "s", on_copy_activated);
  gtk_widget_class_install_action (widget_class,
                                   "report.quick-exit",
                                   NULL,
                                   on_quick_exit_activated);
}

static void
an_report_room_class_init (AnReportRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = an_report_room_get_property;
  object_class->dispose = an_report_room_dispose;
  g_object_class_override_property (object_class, PROP_TITLE, "title");
  g_object_class_override_property (object_class, PROP_CAN_GO_BACK, "can-go-back");
  install_actions (widget_class);

  g_type_ensure (AN_TYPE_REPORT_HOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/report/an-report-room.ui");
  gtk_widget_class_bind_template_child (widget_class, AnReportRoom, stack);
  gtk_widget_class_bind_template_child (widget_class, AnReportRoom, home);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
}

static void
an_report_room_init (AnReportRoom *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  an_report_quick_exit_install (GTK_WIDGET (self));
}

/**
 * an_report_room_new:
 * @store: ready
 *
 * Returns: (transfer floating): an AnRoom
 */
GtkWidget *
an_report_room_new (AnStore *store)
{
  AnReportRoom *self = g_object_new (AN_TYPE_REPORT_ROOM, NULL);

  self->store = g_object_ref (store);
  self->begun = an_report_begun_new (store);
  g_signal_connect_object (self->begun,
                           "changed",
                           G_CALLBACK (on_begun_changed),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
an_report_room_show_page (AnRoom *room, const char *name)
{
  AnReportRoom *self = AN_REPORT_ROOM (room);

  if (g_str_equal (name, "home"))
    show_home (self);
  else if (g_str_equal (name, "new"))
    gtk_widget_activate_action (GTK_WIDGET (self), "report.new", NULL);
  else if (g_str_equal (name, "sent"))
    gtk_widget_activate_action (GTK_WIDGET (self), "report.sent", NULL);
  else if (g_str_equal (name, "open"))
    gtk_widget_activate_action (GTK_WIDGET (self), "report.open", NULL);
}

void
an_report_room_set_has_draft (AnReportRoom *self, gboolean has_draft)
{
  g_return_if_fail (AN_IS_REPORT_ROOM (self));
  an_report_home_page_set_has_draft (self->home, has_draft);
}

/**
 * an_report_room_show_form:
 * @form: a report that is begun; kept as the draft from now on
 */
void
an_report_room_show_form (AnReportRoom *self, AnReportForm *form)
{
  GtkWidget *flow;

  g_return_if_fail (AN_IS_REPORT_ROOM (self));

  an_report_begun_fill_in (self->begun, form);
  flow = an_report_flow_new (form);
  g_signal_connect_object (flow, "send", G_CALLBACK (on_send), self, G_CONNECT_SWAPPED);
  show_new (self, "flow", flow);
}

void
an_report_room_show_sending (AnReportRoom *self, AnReportSending *sending)
{
  g_return_if_fail (AN_IS_REPORT_ROOM (self));
  show_new (self, "result", an_report_result_page_new (sending));
}
