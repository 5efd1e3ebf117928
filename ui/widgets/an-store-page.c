// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What is to be seen while the store is not open: waiting, passphrase, locked keyring, failure.
 * What comes after is AnStoreGate's. */

#include "ui/widgets/an-store-page.h"

#include "ui/widgets/an-passphrase-page.h"

/**
 * AnStorePage:
 *
 * Shows the state of a store that is not ready, and passes on what is done about it.
 */
struct _AnStorePage {
  AdwBin parent;

  AnStore *store; /* (owned) */

  GtkStack *stack;
  AnPassphrasePage *passphrase_page;
  GtkSpinner *spinner;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (AnStorePage, an_store_page, ADW_TYPE_BIN)

static void
show_waiting (AnStorePage *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "passphrase") == 0) {
    an_passphrase_page_set_busy (self->passphrase_page);
    return;
  }
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
}

static void
show_page (AnStorePage *self, const char *page)
{
  const char *problem = an_store_get_problem (self->store);

  gtk_spinner_stop (self->spinner);
  gtk_label_set_label (self->detail, problem != NULL ? problem : "");
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
show_passphrase (AnStorePage *self, gboolean is_new)
{
  show_page (self, "passphrase");
  an_passphrase_page_ask (self->passphrase_page, is_new, an_store_get_problem (self->store));
}

static void
on_passphrase_entered (AnStorePage *self, const char *passphrase)
{
  an_store_open_with_passphrase (self->store, passphrase);
}

static void
on_retry_clicked (AnStorePage *self)
{
  an_store_open (self->store);
}

static void
on_copy_clicked (AnStorePage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->detail));
}

static void
an_store_page_dispose (GObject *object)
{
  AnStorePage *self = AN_STORE_PAGE (object);

  g_clear_object (&self->store);
  G_OBJECT_CLASS (an_store_page_parent_class)->dispose (object);
}

static void
an_store_page_class_init (AnStorePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_store_page_dispose;

  g_type_ensure (AN_TYPE_PASSPHRASE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/widgets/an-store-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnStorePage, stack);
  gtk_widget_class_bind_template_child (widget_class, AnStorePage, passphrase_page);
  gtk_widget_class_bind_template_child (widget_class, AnStorePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnStorePage, detail);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
an_store_page_init (AnStorePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
an_store_page_new (AnStore *store)
{
  AnStorePage *self = g_object_new (AN_TYPE_STORE_PAGE, NULL);

  self->store = g_object_ref (store);
  return GTK_WIDGET (self);
}

/**
 * an_store_page_update:
 *
 * Shows what the store is at now.
 */
void
an_store_page_update (AnStorePage *self)
{
  g_return_if_fail (AN_IS_STORE_PAGE (self));

  switch (an_store_get_state (self->store)) {
  case AN_STORE_NEEDS_PASSPHRASE:
    show_passphrase (self, FALSE);
    break;
  case AN_STORE_NEEDS_NEW_PASSPHRASE:
    show_passphrase (self, TRUE);
    break;
  case AN_STORE_LOCKED:
    show_page (self, "locked");
    break;
  case AN_STORE_FAILED:
    show_page (self, "failed");
    break;
  case AN_STORE_OPENING:
  case AN_STORE_READY:
  default:
    show_waiting (self);
    break;
  }
}
