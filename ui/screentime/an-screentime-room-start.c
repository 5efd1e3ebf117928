// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The walk that sets up a child, and the page about a guard that is not there. */

#include "base/an-i18n.h"
#include "ui/an-settings.h"
#include "ui/screentime/an-guard-page.h"
#include "ui/screentime/an-screentime-room-private.h"
#include "ui/screentime/an-start.h"

#define START "start"
#define GUARD "guard"

static gboolean
shows (AnScreentimeRoom *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

/* The children are shown before the walk goes: its page must not be the visible one. */
static void
leave (AnScreentimeRoom *self, const char *how)
{
  GtkWidget *start = gtk_stack_get_child_by_name (self->stack, START);

  an_settings_set (AN_SETTING_START, how);
  an_screentime_room_show_children (self);
  if (start != NULL)
    gtk_stack_remove (self->stack, start);
}

static void
on_finished (AnScreentimeRoom *self)
{
  leave (self, "finished");
}

static void
on_aside (AnScreentimeRoom *self)
{
  leave (self, "aside");
}

static void
on_draft_wanted (AnScreentimeRoom *self)
{
  leave (self, "aside");
  an_screentime_room_open_new_child (self);
}

static void
on_rules_wanted (AnScreentimeRoom *self, guint uid)
{
  leave (self, "finished");
  an_screentime_room_open_managed (self, uid, "rules");
}

static void
on_agreement_wanted (AnScreentimeRoom *self, guint uid)
{
  leave (self, "finished");
  an_screentime_room_open_managed (self, uid, "agreement");
}

static void
connect (AnScreentimeRoom *self, gpointer page, const char *signal, GCallback callback)
{
  g_signal_connect_object (page, signal, callback, self, G_CONNECT_SWAPPED);
}

/* One page of the stack that is made anew each time. */
void
an_screentime_room_open_new_page (AnScreentimeRoom *self, const char *name, GtkWidget *page)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->stack, name);

  if (old != NULL)
    gtk_stack_remove (self->stack, old);
  gtk_stack_add_named (self->stack, page, name);
  an_screentime_room_open_page (self, name);
}

/**
 * an_screentime_room_open_start:
 * @is_first: begin with language and who is asking
 */
void
an_screentime_room_open_start (AnScreentimeRoom *self, gboolean is_first)
{
  GtkWidget *start = an_start_new (self->family, self->presets, is_first);

  connect (self, start, "finished", G_CALLBACK (on_finished));
  connect (self, start, "aside", G_CALLBACK (on_aside));
  connect (self, start, "draft-wanted", G_CALLBACK (on_draft_wanted));
  connect (self, start, "rules-wanted", G_CALLBACK (on_rules_wanted));
  connect (self, start, "agreement-wanted", G_CALLBACK (on_agreement_wanted));
  an_screentime_room_open_new_page (self, START, start);
}

/* Once, for somebody who has neither children here nor finished the walk or put it aside. */
void
an_screentime_room_offer_start (AnScreentimeRoom *self)
{
  g_autofree char *how = NULL;

  if (self->was_offered || self->is_broken || self->rules_store == NULL ||
      an_family_get_state (self->family) == AN_FAMILY_ASKING)
    return;
  self->was_offered = TRUE;
  how = an_settings_get (AN_SETTING_START);
  if (how == NULL && self->drafts->len == 0 && an_family_get_entries (self->family)->len == 0 &&
      shows (self, "children"))
    an_screentime_room_open_start (self, TRUE);
}

/* Whether the walk or the page about the guard was shown; a page of it was left. */
gboolean
an_screentime_room_leave_start (AnScreentimeRoom *self)
{
  GtkWidget *start = gtk_stack_get_child_by_name (self->stack, START);

  if (shows (self, START) && !an_start_go_back (AN_START (start)))
    leave (self, "aside");
  else if (shows (self, GUARD))
    an_screentime_room_show_children (self);
  else
    return start != NULL && shows (self, START);
  return TRUE;
}

static void
on_guard_ready (AnScreentimeRoom *self)
{
  an_screentime_room_show_children (self);
}

void
an_screentime_room_open_guard (AnScreentimeRoom *self)
{
  GtkWidget *page = an_guard_page_new (self->family, FALSE);

  connect (self, page, "ready", G_CALLBACK (on_guard_ready));
  an_screentime_room_open_new_page (self, GUARD, page);
}

/* Returns: (transfer none): the title of the page that is shown; "" when it is none of these */
const char *
an_screentime_room_get_start_title (AnScreentimeRoom *self)
{
  if (shows (self, START))
    return _ ("Set up a child");
  return shows (self, GUARD) ? _ ("The time guard") : "";
}
