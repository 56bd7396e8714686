/* card-dialog.c — a window that shows what is known about the model in use
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It shows what the model was trained on, how good it is, and what it cannot do, which
 * the user should know before trusting it. If the file has no such information, the
 * window says so.
 */

#include "app/window/models/card-dialog.h"

#include <glib/gi18n.h>

#include "app/window/models/model-menu.h"

#define WIDTH_PX  620
#define HEIGHT_PX 560

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_yalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* Adds a row with a name and a text; does nothing if the text is NULL. */
static void
add_row (GtkGrid    *grid,
         int        *n_rows,
         const char *name,
         const char *text)
{
  GtkWidget *value;

  if (text == NULL)
    return;

  value = new_label (text, NULL);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_set_focusable (value, FALSE);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (grid, new_label (name, "muted"), 0, *n_rows, 1, 1);
  gtk_grid_attach (grid, value, 1, (*n_rows)++, 1, 1);
}

static char *
describe_size (const HeedModelInfo *info)
{
  return g_strdup_printf (
    /* Translators: a number of parameters, and two of words or pieces */
    _("%.2f million numbers; %u source and %u target tokens"), (double) info->n_parameters / 1e6,
    info->source_vocabulary, info->target_vocabulary);
}

static char *
describe_guided (const HeedModelCard *card)
{
  if (card->guided <= 0.0)
    return NULL;

  return g_strdup_printf (
    /* Translators: a number such as 0.3 */
    _("yes, weight %.2g: it was trained on word links that say where to look; that its attention "
      "resembles an alignment is therefore no finding of its own"),
    card->guided);
}

static char *
describe_training (const HeedModelCard *card)
{
  g_autofree char *n_batches = g_strdup_printf ("%" G_GUINT64_FORMAT, card->n_batches);

  /* Translators: %s is a number */
  return card->n_batches > 0 ? g_strdup_printf (_("%s batches"), n_batches) : NULL;
}

static GtkWidget *
new_facts (HeedModel           *model,
           const HeedModelCard *card,
           const char          *path)
{
  const HeedModelInfo *info = heed_model_get_info (model);
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *kind = heed_model_menu_describe (info);
  g_autofree char *size = describe_size (info);
  g_autofree char *guided = describe_guided (card);
  g_autofree char *training = describe_training (card);
  g_autofree char *file = path != NULL ? g_filename_display_name (path) : NULL;
  int n_rows = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  add_row (GTK_GRID (grid), &n_rows, _("model"), kind);
  add_row (GTK_GRID (grid), &n_rows, _("size"), size);
  add_row (GTK_GRID (grid), &n_rows, _("trained on"), card->data);
  add_row (GTK_GRID (grid), &n_rows, _("by"), card->attribution);
  add_row (GTK_GRID (grid), &n_rows, _("licence"), card->licence);
  add_row (GTK_GRID (grid), &n_rows, _("training"), training);
  add_row (GTK_GRID (grid), &n_rows, _("score"), card->score);
  add_row (GTK_GRID (grid), &n_rows, _("guided attention"), guided);
  add_row (GTK_GRID (grid), &n_rows, _("made by"), card->command);
  add_row (GTK_GRID (grid), &n_rows, _("file"), file);

  return grid;
}

/* Adds the model's warnings, and the description that its makers wrote. */
static void
add_texts (GtkBox              *box,
           HeedModel           *model,
           const HeedModelCard *card)
{
  const char *const *warnings = heed_model_get_warnings (model);
  GtkWidget *prose;

  for (guint i = 0; warnings[i] != NULL; i++)
    gtk_box_append (box, new_label (warnings[i], "remark"));

  if (card->data == NULL && card->score == NULL)
    gtk_box_append (box, new_label (_("The file does not say what the model was trained on or how "
                                      "good it is."), "remark"));

  if (card->prose == NULL)
    return;

  prose = new_label (card->prose, NULL);
  gtk_label_set_selectable (GTK_LABEL (prose), TRUE);
  gtk_widget_set_focusable (prose, FALSE);
  gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (box, prose);
}

static void
close_on_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

/**
 * heed_card_dialog_new:
 * @parent: (nullable): the window that it is transient for
 * @path: (nullable): the file or folder that the model was read from
 *
 * Returns: (transfer none): a window that is not presented yet
 */
GtkWidget *
heed_card_dialog_new (GtkWindow  *parent,
                      HeedModel  *model,
                      const char *path)
{
  g_autoptr(HeedModelCard) card = heed_model_card_new (model, path);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (box), new_facts (model, card, path));
  add_texts (GTK_BOX (box), model, card);
  gtk_widget_add_css_class (box, "page-body");

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH_PX, HEIGHT_PX);
  gtk_window_set_title (GTK_WINDOW (window),
                        heed_model_menu_get_name (heed_model_get_info (model)->name));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  close_on_escape (window);

  return window;
}
