// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* “Sản phẩm Việt”: what there is to learn and play with, found by words. */

#include "ui/privacy/an-privacy-catalogue-page.h"

#include "base/an-i18n.h"
#include "privacy/an-catalogue.h"
#include "ui/privacy/an-privacy-words.h"

/**
 * AnPrivacyCataloguePage:
 *
 * A row a product; those that do not match the words are hidden.
 */
struct _AnPrivacyCataloguePage {
  AdwBin parent;

  GPtrArray *products; /* (owned) (nullable) of AnProduct */
  GPtrArray *rows;     /* (owned) of GtkWidget, not owned: one a product */

  GtkEditable *search;
  GtkWidget *web_group;
  GtkWidget *package_group;
  GtkWidget *nothing_group;
};

G_DEFINE_FINAL_TYPE (AnPrivacyCataloguePage, an_privacy_catalogue_page, ADW_TYPE_BIN)

/* Helpers */

static void
on_open_clicked (GtkWidget *button, const AnProduct *product)
{
  GtkRoot *root = gtk_widget_get_root (button);

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, product->url, GDK_CURRENT_TIME);
}

static char *
format_subtitle (const AnProduct *product)
{
  g_autofree char *source = an_privacy_format_source (product->source, product->checked);
  g_autofree char *ages = NULL;

  if (product->age_to > 0)
    /* Translators: ages of children in years */
    ages = g_strdup_printf (_ ("%u to %u years"), product->age_from, product->age_to);
  return g_strdup_printf ("%s%s%s\n%s",
                          an_bilingual_choose (&product->what),
                          ages != NULL ? " · " : "",
                          ages != NULL ? ages : "",
                          source);
}

static GtkWidget *
make_state_label (const AnProduct *product)
{
  GtkWidget *label = gtk_label_new (an_product_is_installed (product, NULL)
                                    ? C_ ("a program on this PC", "Installed")
                                          : C_ ("a program on this PC", "Not installed"));

  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
make_row (AnPrivacyCataloguePage *self, const AnProduct *product)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = format_subtitle (product);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), product->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (!product->verified)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), an_privacy_make_unverified_chip ());
  if (product->package != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_state_label (product));
  if (product->url != NULL) {
    GtkWidget *button = gtk_button_new_with_label (C_ ("button: a web page or e-mail", "Open"));

    gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
    gtk_widget_set_tooltip_text (button, product->url);
    g_signal_connect (button, "clicked", G_CALLBACK (on_open_clicked), (gpointer) product);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  }
  return row;
}

static void
update (AnPrivacyCataloguePage *self)
{
  const char *words = gtk_editable_get_text (self->search);
  guint n_web = 0, n_packages = 0;

  for (guint i = 0; i < self->rows->len; i++) {
    const AnProduct *product = g_ptr_array_index (self->products, i);
    gboolean matches = an_product_matches (product, words);

    gtk_widget_set_visible (g_ptr_array_index (self->rows, i), matches);
    n_web += matches && product->package == NULL;
    n_packages += matches && product->package != NULL;
  }
  gtk_widget_set_visible (self->web_group, n_web > 0);
  gtk_widget_set_visible (self->package_group, n_packages > 0);
  gtk_widget_set_visible (self->nothing_group, n_web + n_packages == 0);
}

/* Object */

static void
an_privacy_catalogue_page_finalize (GObject *object)
{
  AnPrivacyCataloguePage *self = AN_PRIVACY_CATALOGUE_PAGE (object);

  g_clear_pointer (&self->products, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (an_privacy_catalogue_page_parent_class)->finalize (object);
}

static void
an_privacy_catalogue_page_class_init (AnPrivacyCataloguePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = an_privacy_catalogue_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/vn/annhi/AnNhi/ui/privacy/an-privacy-catalogue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyCataloguePage, search);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyCataloguePage, web_group);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyCataloguePage, package_group);
  gtk_widget_class_bind_template_child (widget_class, AnPrivacyCataloguePage, nothing_group);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
an_privacy_catalogue_page_init (AnPrivacyCataloguePage *self)
{
  g_autoptr (GError) error = NULL;

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->products = an_catalogue_load (&error);
  if (self->products == NULL)
    g_critical ("%s", error->message);
  for (guint i = 0; self->products != NULL && i < self->products->len; i++) {
    const AnProduct *product = g_ptr_array_index (self->products, i);
    GtkWidget *row = make_row (self, product);

    adw_preferences_group_add (
        ADW_PREFERENCES_GROUP (product->package != NULL ? self->package_group : self->web_group),
        row);
    g_ptr_array_add (self->rows, row);
  }
  update (self);
}

GtkWidget *
an_privacy_catalogue_page_new (void)
{
  return g_object_new (AN_TYPE_PRIVACY_CATALOGUE_PAGE, NULL);
}

/**
 * an_privacy_catalogue_page_search:
 *
 * As if somebody had typed @words.
 */
void
an_privacy_catalogue_page_search (AnPrivacyCataloguePage *self, const char *words)
{
  gtk_editable_set_text (self->search, words);
  update (self);
}
