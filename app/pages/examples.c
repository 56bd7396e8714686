/* examples.c — sentences to try, by language
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * They are in the language that the model reads, so they are not translated.
 */

#include "app/pages/examples.h"

static const char *const english[] = {
  "I would like a cup of tea, please.",
  "Where did you buy that red car?",
  "My brother has never seen the sea.",
  NULL
};

static const char *const french[] = {
  "Je voudrais une tasse de thé.",
  "Où as-tu acheté cette voiture rouge ?",
  "Mon frère n'a jamais vu la mer.",
  NULL
};

static const char *const chinese[] = {
  "我想喝一杯茶。",
  "你在哪里买的那辆红色的车？",
  "我弟弟从来没见过大海。",
  NULL
};

static const char *const none[] = { NULL };

/**
 * heed_examples_get:
 * @language: BCP 47, such as "en" or "zh-CN"; or ""
 *
 * Returns: (array zero-terminated=1): sentences in that language; perhaps none
 */
const char *const *
heed_examples_get (const char *language)
{
  g_return_val_if_fail (language != NULL, none);

  if (g_str_has_prefix (language, "en"))
    return english;

  if (g_str_has_prefix (language, "fr"))
    return french;

  if (g_str_has_prefix (language, "zh"))
    return chinese;

  return none;
}

void
heed_examples_fill (GtkBox     *box,
                    const char *language,
                    GCallback   clicked_cb,
                    GObject    *data)
{
  const char *const *examples = heed_examples_get (language);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  for (guint i = 0; examples[i] != NULL; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (examples[i]);

      gtk_widget_add_css_class (button, "example");
      g_signal_connect_object (button, "clicked", clicked_cb, data, G_CONNECT_SWAPPED);
      gtk_box_append (box, button);
    }
}
