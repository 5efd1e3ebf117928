// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* A spin button that shows and reads a time of day: steps of a quarter of an hour by touch, any
 * minute by keyboard. GtkSpinButton is final, so this prepares one. */

#include "ui/screentime/an-time-spin.h"

#include "screentime/an-spans.h"

#define STEP_MINUTES 15
#define PAGE_MINUTES 60

/**
 * an_time_spin_read:
 * @text: as people type it: `17:30`, `17h30`, `17.30`, `1730`, `17`, `7h`
 *
 * Returns: minutes since midnight up to 1440, or -1
 */
int
an_time_spin_read (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *at = trimmed;
  int numbers[2] = { 0, 0 }, digits[2] = { 0, 0 };

  for (int part = 0; part < 2; part++) {
    for (; g_ascii_isdigit (*at) && digits[part] < 4; at++, digits[part]++)
      numbers[part] = 10 * numbers[part] + (*at - '0');
    if (part == 0 && (*at == ':' || *at == 'h' || *at == 'H' || *at == 'g' || *at == '.'))
      at++;
  }
  if (*at != '\0' || digits[0] == 0)
    return -1;
  if (digits[0] > 2 && digits[1] == 0) {
    numbers[1] = numbers[0] % 100;
    numbers[0] /= 100;
  } else if (digits[0] > 2 || digits[1] > 2) {
    return -1;
  }
  if (numbers[1] > 59 || 60 * numbers[0] + numbers[1] > AN_MINUTES_PER_DAY)
    return -1;
  return 60 * numbers[0] + numbers[1];
}

static int
on_input (GtkSpinButton *spin, double *value, gpointer user_data)
{
  int minutes = an_time_spin_read (gtk_editable_get_text (GTK_EDITABLE (spin)));

  if (minutes < 0)
    return GTK_INPUT_ERROR;
  *value = minutes;
  return TRUE;
}

static gboolean
on_output (GtkSpinButton *spin, gpointer user_data)
{
  g_autofree char *text = an_time_of_day_format (an_time_spin_get_minutes (spin));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (spin))))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/**
 * an_time_spin_new:
 * @label: (nullable): translated, for a screen reader; %NULL where a row's title says it
 * @minutes: since midnight
 * @is_end: whether 24:00 may be chosen
 */
GtkWidget *
an_time_spin_new (const char *label, guint minutes, gboolean is_end)
{
  GtkAdjustment *adjustment =
      gtk_adjustment_new (minutes,
                          0,
                          is_end ? AN_MINUTES_PER_DAY : AN_MINUTES_PER_DAY - 1,
                          STEP_MINUTES,
                          PAGE_MINUTES,
                          0);
  GtkWidget *spin = gtk_spin_button_new (adjustment, STEP_MINUTES, 0);

  gtk_editable_set_width_chars (GTK_EDITABLE (spin), AN_TIME_OF_DAY_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), AN_TIME_OF_DAY_CHARS);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), FALSE);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (spin, "time");
  gtk_widget_add_css_class (spin, "numeric");
  if (label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (spin),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label,
                                    -1);
  g_signal_connect (spin, "input", G_CALLBACK (on_input), NULL);
  g_signal_connect (spin, "output", G_CALLBACK (on_output), NULL);
  on_output (GTK_SPIN_BUTTON (spin), NULL); /* not from the number that GTK wrote first */
  return spin;
}

guint
an_time_spin_get_minutes (GtkSpinButton *self)
{
  return (guint) gtk_spin_button_get_value_as_int (self);
}

void
an_time_spin_set_minutes (GtkSpinButton *self, guint minutes)
{
  gtk_spin_button_set_value (self, minutes);
}
