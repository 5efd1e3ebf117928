// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Stands before a room until the store is open, and is the room from then on. How the store opens
 * is AnStore's; what is asked for a passphrase is AnPassphrasePage's. */

#include "ui/widgets/an-store-gate.h"

#include "base/an-i18n.h"
#include "ui/widgets/an-passphrase-page.h"

/* Less than this is not felt as waiting. */
#define SPINNER_AFTER_MS 300

/**
 * AnStoreGate:
 *
 * An AnRoom that makes the real one when it is first shown and the store is ready (or not needed),
 * and passes everything on to it. Before, it shows that it waits, asks for the passphrase, or says
 * what is wrong.
 */
struct _AnStoreGate {
  AdwBin parent;

  AnStore *store; /* (owned) */
  gboolean needs_store;
  AnStoreGateCreate create;
  char *wanted_page;     /* (owned) (nullable) asked for before there was a room */
  guint spinner_timeout; /* source, 0 = none */
  guint content_idle;    /* source, 0 = none */

  AnRoom *content; /* (not owned) (nullable) child of stack */
  GtkStack *stack;
  AnPassphrasePage *passphrase_page;
  GtkSpinner *spinner;
  GtkLabel *detail;
};

enum { PROP_TITLE = 1, PROP_CAN_GO_BACK };

static void an_store_gate_room_init (AnRoomInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AnStoreGate,
                               an_store_gate,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (AN_TYPE_ROOM, an_store_gate_room_init))

static void
on_content_title_changed (AnStoreGate *self)
{
  g_object_notify (G_OBJECT (self), "title");
}

static void
on_content_can_go_back_changed (AnStoreGate *self)
{
  g_object_notify (G_OBJECT (self), "can-go-back");
}

static gboolean
on_content_wanted (gpointer user_data)
{
  AnStoreGate *self = user_data;
  GtkWidget *content = self->create (self->store);

  self->content_idle = 0;
  self->content = AN_ROOM (content);
  gtk_stack_add_named (self->stack, content, "content");
  gtk_stack_set_visible_child_name (self->stack, "content");
  gtk_spinner_stop (self->spinner);
  g_signal_connect_swapped (content, "notify::title", G_CALLBACK (on_content_title_changed), self);
  g_signal_connect_swapped (content,
                            "notify::can-go-back",
                            G_CALLBACK (on_content_can_go_back_changed),
                            self);
  on_content_title_changed (self);
  on_content_can_go_back_changed (self);
  if (self->wanted_page != NULL)
    an_room_show_page (self->content, self->wanted_page);
  g_clear_pointer (&self->wanted_page, g_free);
  return G_SOURCE_REMOVE;
}

static gboolean
on_waited (gpointer user_data)
{
  AnStoreGate *self = user_data;

  self->spinner_timeout = 0;
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  return G_SOURCE_REMOVE;
}

static void
show_problem_page (AnStoreGate *self, const char *page)
{
  const char *problem = an_store_get_problem (self->store);

  if (g_str_equal (page, "passphrase"))
    an_passphrase_page_ask (self->passphrase_page,
                            an_store_get_state (self->store) == AN_STORE_NEEDS_NEW_PASSPHRASE,
                            problem);
  gtk_label_set_label (self->detail, problem != NULL ? problem : "");
  gtk_spinner_stop (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
wait_for_store (AnStoreGate *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "passphrase") == 0)
    an_passphrase_page_set_busy (self->passphrase_page);
  else if (self->spinner_timeout == 0)
    self->spinner_timeout = g_timeout_add (SPINNER_AFTER_MS, on_waited, self);
}

static void
update (AnStoreGate *self)
{
  AnStoreState state = an_store_get_state (self->store);

  if (self->content != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (state != AN_STORE_OPENING || !self->needs_store)
    g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  if (!self->needs_store || state == AN_STORE_READY) {
    if (self->content_idle == 0)
      self->content_idle = g_idle_add (on_content_wanted, self);
    return;
  }
  switch (state) {
  case AN_STORE_NEEDS_PASSPHRASE:
  case AN_STORE_NEEDS_NEW_PASSPHRASE:
    show_problem_page (self, "passphrase");
    break;
  case AN_STORE_LOCKED:
    show_problem_page (self, "locked");
    break;
  case AN_STORE_FAILED:
    show_problem_page (self, "failed");
    break;
  case AN_STORE_OPENING:
  case AN_STORE_READY:
  default:
    wait_for_store (self);
    break;
  }
}

static void
on_passphrase_entered (AnStoreGate *self, const char *passphrase)
{
  an_store_open_with_passphrase (self->store, passphrase);
}

static void
on_retry_clicked (AnStoreGate *self)
{
  an_store_open (self->store);
}

static void
on_copy_clicked (AnStoreGate *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->detail));
}

static void
an_store_gate_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (an_store_gate_parent_class)->map (widget);
  update (AN_STORE_GATE (widget));
}

static gboolean
an_store_gate_go_back (AnRoom *room)
{
  AnStoreGate *self = AN_STORE_GATE (room);

  return self->content != NULL && an_room_go_back (self->content);
}

static void
an_store_gate_show_page (AnRoom *room, const char *name)
{
  AnStoreGate *self = AN_STORE_GATE (room);

  if (self->content != NULL) {
    an_room_show_page (self->content, name);
    return;
  }
  g_free (self->wanted_page);
  self->wanted_page = g_strdup (name);
}

static void
an_store_gate_room_init (AnRoomInterface *iface)
{
  iface->go_back = an_store_gate_go_back;
  iface->show_page = an_store_gate_show_page;
}

static void
an_store_gate_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AnStoreGate *self = AN_STORE_GATE (object);

  switch (id) {
  case PROP_TITLE:
    if (self->content != NULL)
      g_object_get_property (G_OBJECT (self->content), "title", value);
    break;
  case PROP_CAN_GO_BACK:
    if (self->content != NULL)
      g_object_get_property (G_OBJECT (self->content), "can-go-back", value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_store_gate_dispose (GObject *object)
{
  AnStoreGate *self = AN_STORE_GATE (object);

  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  g_clear_handle_id (&self->content_idle, g_source_remove);
  g_clear_pointer (&self->wanted_page, g_free);
  g_clear_object (&self->store);
  self->content = NULL;
  G_OBJECT_CLASS (an_store_gate_parent_class)->dispose (object);
}

static void
an_store_gate_class_init (AnStoreGateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = an_store_gate_get_property;
  G_OBJECT_CLASS (klass)->dispose = an_store_gate_dispose;
  widget_class->map = an_store_gate_map;

  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_TITLE, "title");
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_CAN_GO_BACK, "can-go-back");

  g_type_ensure (AN_TYPE_PASSPHRASE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/widgets/an-store-gate.ui");
  gtk_widget_class_bind_template_child (widget_class, AnStoreGate, stack);
  gtk_widget_class_bind_template_child (widget_class, AnStoreGate, passphrase_page);
  gtk_widget_class_bind_template_child (widget_class, AnStoreGate, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnStoreGate, detail);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
an_store_gate_init (AnStoreGate *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * an_store_gate_new:
 * @store: the store the room lives on
 * @needs_store: whether @create may only be called with a store that is ready
 * @create: makes the room
 */
GtkWidget *
an_store_gate_new (AnStore *store, gboolean needs_store, AnStoreGateCreate create)
{
  AnStoreGate *self = g_object_new (AN_TYPE_STORE_GATE, NULL);

  self->store = g_object_ref (store);
  self->needs_store = needs_store;
  self->create = create;
  g_signal_connect_object (store, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
