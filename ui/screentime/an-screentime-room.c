// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The room “Screen time”: which page is shown, and what its signals lead to. Pages know nothing of
 * one another, of the vault or of files. What is there with a guard alone stands in
 * an-screentime-room-guard.c. */

#include "ui/screentime/an-screentime-room-private.h"

#include "base/an-i18n.h"
#include "screentime/an-preset.h"
#include "ui/screentime/an-rules-text.h"

enum { PROP_TITLE = 1, PROP_CAN_GO_BACK };

static void an_screentime_room_room_init (AnRoomInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AnScreentimeRoom,
                               an_screentime_room,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (AN_TYPE_ROOM, an_screentime_room_room_init))

/* Pages */

static gboolean
shows (AnScreentimeRoom *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

/* The stack itself moves the focus along when the page that is left had it. */
void
an_screentime_room_open_page (AnScreentimeRoom *self, const char *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *child, *focus;

  an_screentime_room_watch_window (self);
  gtk_stack_set_visible_child_name (self->stack, page);
  child = gtk_stack_get_visible_child (self->stack);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, child))
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
  g_object_notify (G_OBJECT (self), "title");
  g_object_notify (G_OBJECT (self), "can-go-back");
}

void
an_screentime_room_show_children (AnScreentimeRoom *self)
{
  an_screentime_room_close_managed (self);
  an_children_page_show (self->children_page, self->family, self->drafts);
  an_screentime_room_open_page (self, "children");
}

/* Saving */

static void
on_draft_changed (AnScreentimeRoom *self)
{
  g_autoptr (AnPolicy) policy = NULL;

  if (an_rules_draft_is_in_stroke (self->draft))
    return;
  policy = an_rules_draft_build (self->draft, NULL);
  if (policy != NULL && self->rules_store != NULL)
    an_rules_store_save (self->rules_store, self->draft, policy);
}

static void
on_saved (AnScreentimeRoom *self)
{
  an_rules_page_set_saved (self->rules_page, NULL);
}

static void
on_save_failed (AnScreentimeRoom *self, const char *message)
{
  an_rules_page_set_saved (self->rules_page, message);
}

/* One child */

void
an_screentime_room_forget_draft (AnScreentimeRoom *self)
{
  if (self->draft != NULL)
    g_clear_signal_handler (&self->changed_id, self->draft);
  g_clear_object (&self->draft);
}

static void
open_rules (AnScreentimeRoom *self, AnRulesDraft *draft)
{
  an_screentime_room_forget_draft (self);
  self->draft = g_object_ref (draft);
  self->changed_id =
      g_signal_connect_swapped (draft, "changed", G_CALLBACK (on_draft_changed), self);
  an_screentime_room_close_managed (self);
  an_screentime_room_show_guard (self);
  an_rules_page_show (self->rules_page, draft);
  an_child_tabs_clear (self->tabs);
  an_child_tabs_add (self->tabs, "rules", _ ("Rules"), GTK_WIDGET (self->rules_page));
  an_screentime_room_open_page (self, "rules");
}

static void
on_child_chosen (AnScreentimeRoom *self, guint index)
{
  open_rules (self, g_ptr_array_index (self->drafts, index));
}

static void
on_add_wanted (AnScreentimeRoom *self)
{
  an_screentime_room_open_start (self, FALSE);
}

/* Rules that are written down without a guard. */
void
an_screentime_room_open_new_child (AnScreentimeRoom *self)
{
  an_new_child_page_reset (self->new_page);
  an_screentime_room_open_page (self, "new");
}

/* (nullable) (transfer none): for this age */
static AnPreset *
find_preset (AnScreentimeRoom *self, int age)
{
  for (guint i = 0; i < self->presets->len; i++) {
    AnPreset *preset = g_ptr_array_index (self->presets, i);

    if (age >= preset->age_from && age <= preset->age_to)
      return preset;
  }
  return NULL;
}

static void
on_child_entered (AnScreentimeRoom *self, const char *name, int age)
{
  AnPreset *preset = find_preset (self, age);
  g_autoptr (GDateTime) now = an_screentime_room_get_now (self);
  g_autofree char *id = an_rules_store_create_id ();
  AnRulesDraft *draft;

  g_return_if_fail (preset != NULL);

  draft = an_rules_draft_new (id, name, g_date_time_get_year (now) - age, preset->policy);
  g_ptr_array_add (self->drafts, draft);
  open_rules (self, draft);
  on_draft_changed (self);
}

/* The rules are kept elsewhere from now on, or nowhere. */
void
an_screentime_room_remove_draft (AnScreentimeRoom *self)
{
  if (self->rules_store != NULL)
    an_rules_store_remove (self->rules_store, self->draft);
  g_ptr_array_remove (self->drafts, self->draft);
  an_screentime_room_forget_draft (self);
}

static void
on_remove_response (AnScreentimeRoom *self, const char *response)
{
  if (!g_str_equal (response, "remove") || self->draft == NULL)
    return;
  if (self->sync != NULL) {
    an_screentime_room_remove_managed (self);
    return;
  }
  an_screentime_room_remove_draft (self);
  an_screentime_room_show_children (self);
}

static void
on_remove_wanted (AnScreentimeRoom *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      _ ("Remove this child and the rules?"),
         self->sync != NULL
         ? _ ("The time guard lets this account go and deletes what it wrote down about it.")
         : _ ("The rules are removed from this PC and cannot be brought back."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("Cancel"), "remove", _ ("Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog,
                           "response",
                           G_CALLBACK (on_remove_response),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_day_chosen (AnScreentimeRoom *self, guint weekday)
{
  self->weekday = weekday;
  an_day_page_edit (self->day_page, self->draft, weekday);
  an_screentime_room_open_page (self, "day");
}

/* Room */

static gboolean
an_screentime_room_go_back (AnRoom *room)
{
  AnScreentimeRoom *self = AN_SCREENTIME_ROOM (room);

  if (shows (self, "children"))
    return FALSE;
  if (an_screentime_room_stay (self))
    return TRUE;
  if (an_screentime_room_leave_start (self) || an_screentime_room_leave_rules_page (self))
    return TRUE;
  if (shows (self, "day") || shows (self, "codes") ||
      (shows (self, "requests") && self->sync != NULL))
    an_screentime_room_open_page (self, "rules");
  else
    an_screentime_room_show_children (self);
  return TRUE;
}

static void
an_screentime_room_room_init (AnRoomInterface *iface)
{
  iface->go_back = an_screentime_room_go_back;
}

static char *
create_title (AnScreentimeRoom *self)
{
  g_autoptr (GDateTime) now = an_screentime_room_get_now (self);
  const char *title = an_screentime_room_get_start_title (self);

  if (shows (self, "new"))
    return g_strdup (_ ("Add a child"));
  if (shows (self, "requests"))
    return g_strdup (_ ("Requests"));
  if (shows (self, "codes"))
    return g_strdup (_ ("Codes and PIN"));
  if (shows (self, "rules") && self->sync != NULL)
    return an_screentime_room_create_managed_title (self);
  if (shows (self, "rules"))
    return an_children_page_name_with_age (self->draft, g_date_time_get_year (now));
  if (shows (self, "day"))
    return an_rules_text_weekday (self->weekday);
  return g_strdup (*title != '\0' ? title : an_screentime_room_get_rules_title (self));
}

static void
an_screentime_room_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AnScreentimeRoom *self = AN_SCREENTIME_ROOM (object);

  switch (id) {
  case PROP_TITLE:
    g_value_take_string (value, create_title (self));
    break;
  case PROP_CAN_GO_BACK:
    g_value_set_boolean (value, !shows (self, "children"));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
an_screentime_room_dispose (GObject *object)
{
  AnScreentimeRoom *self = AN_SCREENTIME_ROOM (object);

  g_cancellable_cancel (self->cancellable);
  an_screentime_room_close_managed (self);
  an_screentime_room_forget_draft (self);
  g_clear_object (&self->rules_page);
  g_clear_object (&self->family);
  g_clear_object (&self->rules_store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->presets, g_ptr_array_unref);
  G_OBJECT_CLASS (an_screentime_room_parent_class)->dispose (object);
}

static void
an_screentime_room_class_init (AnScreentimeRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = an_screentime_room_get_property;
  object_class->dispose = an_screentime_room_dispose;
  g_object_class_override_property (object_class, PROP_TITLE, "title");
  g_object_class_override_property (object_class, PROP_CAN_GO_BACK, "can-go-back");
}

static GtkWidget *
add_page (AnScreentimeRoom *self, const char *name, GtkWidget *page)
{
  gtk_stack_add_named (self->stack, page, name);
  return page;
}

static void
connect (AnScreentimeRoom *self, gpointer page, const char *signal, GCallback callback)
{
  g_signal_connect_object (page, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
an_screentime_room_init (AnScreentimeRoom *self)
{
  self->cancellable = g_cancellable_new ();
  self->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  self->presets = an_presets_load ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  self->children_page = AN_CHILDREN_PAGE (add_page (self, "children", an_children_page_new ()));
  self->new_page = AN_NEW_CHILD_PAGE (add_page (self, "new", an_new_child_page_new ()));
  self->tabs = AN_CHILD_TABS (add_page (self, "rules", an_child_tabs_new ()));
  self->rules_page = AN_RULES_PAGE (g_object_ref_sink (an_rules_page_new ()));
  an_child_tabs_add (self->tabs, "rules", _ ("Rules"), GTK_WIDGET (self->rules_page));
  self->day_page = AN_DAY_PAGE (add_page (self, "day", an_day_page_new ()));
  an_screentime_room_add_rules_pages (self);

  connect (self, self->children_page, "chosen", G_CALLBACK (on_child_chosen));
  connect (self, self->children_page, "add-wanted", G_CALLBACK (on_add_wanted));
  connect (self, self->new_page, "entered", G_CALLBACK (on_child_entered));
  connect (self, self->rules_page, "day-chosen", G_CALLBACK (on_day_chosen));
  an_screentime_room_add_files (self);
  connect (self, self->rules_page, "remove-wanted", G_CALLBACK (on_remove_wanted));
  an_screentime_room_start_guard (self);
}

/**
 * an_screentime_room_new:
 * @store: ready, so that its vault is open
 */
GtkWidget *
an_screentime_room_new (AnStore *store)
{
  AnScreentimeRoom *self = g_object_new (AN_TYPE_SCREENTIME_ROOM, NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts;

  self->rules_store = an_rules_store_new (an_store_get_vault (store));
  connect (self, self->rules_store, "saved", G_CALLBACK (on_saved));
  connect (self, self->rules_store, "failed", G_CALLBACK (on_save_failed));
  drafts = an_rules_store_load (self->rules_store, &error);
  if (drafts == NULL) {
    self->is_broken = TRUE;
    an_children_page_show_problem (self->children_page, error->message);
    return GTK_WIDGET (self);
  }
  g_ptr_array_unref (self->drafts);
  self->drafts = drafts;
  an_children_page_show (self->children_page, self->family, drafts);
  an_screentime_room_offer_start (self);
  return GTK_WIDGET (self);
}
