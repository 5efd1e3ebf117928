// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How a child stands at this moment, and what a parent can do about it at once. */

#include "ui/screentime/an-now-card.h"

#include "base/an-i18n.h"
#include "ui/screentime/an-guard-give.h"
#include "ui/screentime/an-guard-say.h"
#include "ui/screentime/an-guard-text.h"
#include "ui/screentime/an-left-ring.h"
#include "ui/widgets/an-row-or-column.h"

/**
 * AnNowCard:
 *
 * The ring, what the child does, until when and why; more time, and a lock.
 */
struct _AnNowCard {
  AdwBin parent;

  guint32 uid;
  gboolean is_pausing; /* what was asked of the guard last */
  int minutes;         /* that are being given */

  AnFamily *family; /* (owned) (nullable) until set */
  AnLeftRing *ring;
  GtkLabel *problem;
  GtkLabel *state;
  GtkLabel *until;
  GtkButton *lock_button;
  GtkMenuButton *grant_button;
  GtkPopover *grant_popover;
  GtkSpinButton *grant_spin;
};

G_DEFINE_FINAL_TYPE (AnNowCard, an_now_card, ADW_TYPE_BIN)

static AnGuardClient *
get_client (AnNowCard *self)
{
  return an_family_get_client (self->family);
}

static void
update (AnNowCard *self)
{
  const AnGuardStatus *status = an_family_get_status (self->family, self->uid);
  gboolean is_ready = an_family_get_state (self->family) == AN_FAMILY_READY;
  g_autofree char *state = NULL, *until = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->problem), !is_ready);
  if (status == NULL)
    return;
  state = an_guard_text_state (status);
  until = an_guard_text_until (status, FALSE);
  an_left_ring_show (self->ring, status);
  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->until, until);
  gtk_button_set_label (self->lock_button, status->paused ? _ ("Let it go on") : _ ("Lock now"));
}

/* Locking */

static void set_paused (AnNowCard *self, gboolean is_paused);

static void
on_lock_undone (AnNowCard *self)
{
  set_paused (self, FALSE);
}

static void
on_unlock_undone (AnNowCard *self)
{
  set_paused (self, TRUE);
}

static void
on_paused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnNowCard) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->lock_button), TRUE);
  if (!an_guard_client_set_paused_finish (AN_GUARD_CLIENT (source), result, &error))
    an_guard_say_error (GTK_WIDGET (self), error);
  else if (self->is_pausing)
    an_guard_say_undo (GTK_WIDGET (self),
                       _ ("The PC is locked for your child"), G_CALLBACK (on_lock_undone), self);
  else
    an_guard_say_undo (GTK_WIDGET (self),
                       _ ("Your child can use the PC again"), G_CALLBACK (on_unlock_undone), self);
}

static void
set_paused (AnNowCard *self, gboolean is_paused)
{
  self->is_pausing = is_paused;
  gtk_widget_set_sensitive (GTK_WIDGET (self->lock_button), FALSE);
  an_guard_client_set_paused_async (get_client (self),
                                    self->uid,
                                    is_paused,
                                    NULL,
                                    on_paused,
                                    g_object_ref (self));
}

static void
on_lock_clicked (AnNowCard *self)
{
  const AnGuardStatus *status = an_family_get_status (self->family, self->uid);

  if (status != NULL)
    set_paused (self, !status->paused);
}

/* More time */

static void
on_granted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnNowCard) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->grant_button), TRUE);
  if (an_guard_client_grant_finish (AN_GUARD_CLIENT (source), result, &error))
    an_guard_give_say (GTK_WIDGET (self), get_client (self), self->uid, self->minutes);
  else
    an_guard_say_error (GTK_WIDGET (self), error);
}

static void
grant (AnNowCard *self, int minutes)
{
  self->minutes = minutes;
  gtk_popover_popdown (self->grant_popover);
  gtk_widget_set_sensitive (GTK_WIDGET (self->grant_button), FALSE);
  an_guard_client_grant_async (get_client (self),
                               self->uid,
                               minutes,
                               TRUE,
                               "",
                               NULL,
                               on_granted,
                               g_object_ref (self));
}

static void
on_grant_15_clicked (AnNowCard *self)
{
  grant (self, 15);
}

static void
on_grant_30_clicked (AnNowCard *self)
{
  grant (self, 30);
}

static void
on_grant_60_clicked (AnNowCard *self)
{
  grant (self, 60);
}

static void
on_grant_own_clicked (AnNowCard *self)
{
  gtk_spin_button_update (self->grant_spin);
  grant (self, gtk_spin_button_get_value_as_int (self->grant_spin));
}

/* Widget */

static void
an_now_card_dispose (GObject *object)
{
  g_clear_object (&AN_NOW_CARD (object)->family);
  G_OBJECT_CLASS (an_now_card_parent_class)->dispose (object);
}

static void
an_now_card_class_init (AnNowCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_now_card_dispose;
  g_type_ensure (AN_TYPE_LEFT_RING);
  g_type_ensure (AN_TYPE_ROW_OR_COLUMN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-now-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AnNowCard, ring);
  gtk_widget_class_bind_template_child (widget_class, AnNowCard, problem);
  gtk_widget_class_bind_template_child (widget_class, AnNowCard, state);
  gtk_widget_class_bind_template_child (widget_class, AnNowCard, until);
  gtk_widget_class_bind_template_child (widget_class, AnNowCard, lock_button);
  gtk_widget_class_bind_template_child (widget_class, AnNowCard, grant_button);
  gtk_widget_class_bind_template_child (widget_class, AnNowCard, grant_popover);
  gtk_widget_class_bind_template_child (widget_class, AnNowCard, grant_spin);
  gtk_widget_class_bind_template_callback (widget_class, on_lock_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_grant_15_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_grant_30_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_grant_60_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_grant_own_clicked);
}

static void
an_now_card_init (AnNowCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * an_now_card_set_child:
 *
 * Once.
 */
void
an_now_card_set_child (AnNowCard *self, AnFamily *family, guint32 uid)
{
  g_return_if_fail (self->family == NULL);

  self->family = g_object_ref (family);
  self->uid = uid;
  g_signal_connect_object (family, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
