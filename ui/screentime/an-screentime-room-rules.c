// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The pages of the room that edit what is not of one weekday: suggestions, holidays, manners. */

#include "base/an-i18n.h"
#include "screentime/an-preset.h"
#include "ui/screentime/an-agreement-page.h"
#include "ui/screentime/an-presets-page.h"
#include "ui/screentime/an-screentime-room-private.h"

static gboolean
shows (AnScreentimeRoom *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

static void
on_presets_wanted (AnScreentimeRoom *self)
{
  an_screentime_room_open_page (self, "presets");
}

static void
on_preset_chosen (AnScreentimeRoom *self, guint index)
{
  AnPreset *preset = g_ptr_array_index (self->presets, index);

  an_rules_draft_set_policy (self->draft, preset->policy);
  an_screentime_room_open_page (self, "rules");
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.toast",
                              "s",
                              _ ("The rules are now as suggested"));
}

/* On what holds, or on what is written down: never on hours that are not complete. */
void
an_screentime_room_open_agreement (AnScreentimeRoom *self)
{
  g_autoptr (GDateTime) now = an_screentime_room_get_now (self);
  g_autoptr (AnPolicy) policy = an_rules_draft_build (self->draft, NULL);

  if (policy == NULL) {
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "win.toast",
                                "s",
                                _ ("Some hours need mending first; they are marked in red."));
    return;
  }
  an_screentime_room_open_new_page (
      self,
      "agreement",
      an_agreement_page_new (policy, an_rules_draft_get_name (self->draft), now));
}

static void
on_page_wanted (AnScreentimeRoom *self, const char *name)
{
  g_autoptr (GDateTime) now = an_screentime_room_get_now (self);

  if (g_str_equal (name, "agreement")) {
    an_screentime_room_open_agreement (self);
    return;
  }
  if (g_str_equal (name, "dates"))
    an_dates_page_edit (self->dates_page, self->draft, now);
  else if (g_str_equal (name, "manners"))
    an_manners_page_edit (self->manners_page, self->draft);
  an_screentime_room_open_page (self, name);
}

static void
connect (AnScreentimeRoom *self, gpointer page, const char *signal, GCallback callback)
{
  g_signal_connect_object (page, signal, callback, self, G_CONNECT_SWAPPED);
}

/* Inside of the room */

void
an_screentime_room_add_rules_pages (AnScreentimeRoom *self)
{
  GtkWidget *presets_page = an_presets_page_new (self->presets);

  self->dates_page = AN_DATES_PAGE (an_dates_page_new ());
  self->manners_page = AN_MANNERS_PAGE (an_manners_page_new ());
  gtk_stack_add_named (self->stack, presets_page, "presets");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->dates_page), "dates");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->manners_page), "manners");
  connect (self, self->rules_page, "presets-wanted", G_CALLBACK (on_presets_wanted));
  connect (self, self->rules_page, "page-wanted", G_CALLBACK (on_page_wanted));
  connect (self, presets_page, "chosen", G_CALLBACK (on_preset_chosen));
}

/* Whether one of these pages was shown; it, or its form, was left. */
gboolean
an_screentime_room_leave_rules_page (AnScreentimeRoom *self)
{
  if (shows (self, "dates") && an_dates_page_go_back (self->dates_page))
    return TRUE;
  if (*an_screentime_room_get_rules_title (self) == '\0')
    return FALSE;
  an_screentime_room_open_page (self, "rules");
  return TRUE;
}

/* Returns: (transfer none): the title of the page that is shown; "" when it is none of these */
const char *
an_screentime_room_get_rules_title (AnScreentimeRoom *self)
{
  if (shows (self, "agreement"))
    return _ ("Family agreement");
  if (shows (self, "presets"))
    return _ ("Suggestions");
  if (shows (self, "dates"))
    return _ ("Holidays and single days");
  if (shows (self, "manners"))
    return _ ("Rests, warnings, the end");
  return "";
}
