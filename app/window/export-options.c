/* export-options.c — the options of a figure's export, as they were chosen last
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A size is in pixels, for PNG files; other formats use its aspect ratio. The desktop's
 * file dialog has no entry for numbers, so a size that is not in its list is requested
 * in a second dialog afterwards, and is in the list from then on.
 */

#include "app/window/export-options.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "app/window/desktop/file-dialog.h"

#define CHOSEN "heed-export-options"
#define PATH   "heed-export-path"
#define FUNC   "heed-export-func"
#define WIDTH  "heed-export-width"
#define HEIGHT "heed-export-height"

/* The identifiers of the dialog's choices. */
#define TITLE_CHOICE    "title"
#define OUTLINES_CHOICE "outlines"
#define SIZE_CHOICE     "size"
#define OTHER_SIZE      "other"

#define MIN_SIDE_PX 64
#define MAX_SIDE_PX 16384

static const struct {
  guint width;
  guint height;
} sizes[] = { { 1000, 800 }, { 2000, 1600 }, { 4000, 3200 }, { 1920, 1080 }, { 3840, 2160 } };

typedef struct {
  gboolean has_title;
  gboolean has_outlines;
  guint    width;   /* px */
  guint    height;
} Chosen;

/* Returns the options chosen last in that window, which owns them. */
static Chosen *
get_chosen (GtkWidget *window)
{
  Chosen *chosen = g_object_get_data (G_OBJECT (window), CHOSEN);

  if (chosen == NULL)
    {
      chosen = g_new0 (Chosen, 1);
      *chosen = (Chosen) { TRUE, FALSE, sizes[1].width, sizes[1].height };
      g_object_set_data_full (G_OBJECT (window), CHOSEN, chosen, g_free);
    }

  return chosen;
}

/* --- The choices ----------------------------------------------------------- */

static void
add_size (GPtrArray *ids,
          GPtrArray *labels,
          guint      width,
          guint      height)
{
  g_ptr_array_add (ids, g_strdup_printf ("%ux%u", width, height));
  g_ptr_array_add (labels, g_strdup_printf ("%u × %u", width, height));
}

/* Lists the size that was chosen last first, since GTK 4.8 preselects the first one whatever
 * gtk_file_chooser_set_choice() is given. */
static void
offer_sizes (GtkFileChooser *chooser,
             const Chosen   *chosen)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  add_size (ids, labels, chosen->width, chosen->height);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i].width != chosen->width || sizes[i].height != chosen->height)
      add_size (ids, labels, sizes[i].width, sizes[i].height);

  g_ptr_array_add (ids, g_strdup (OTHER_SIZE));
  g_ptr_array_add (labels, g_strdup (_("Another Size…")));
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);

  gtk_file_chooser_add_choice (chooser, SIZE_CHOICE, _("Size, in pixels of a PNG:"),
                               (const char **) ids->pdata, (const char **) labels->pdata);
  gtk_file_chooser_set_choice (chooser, SIZE_CHOICE, g_ptr_array_index (ids, 0));
}

void
heed_export_options_offer (GtkWidget      *window,
                           GtkFileChooser *chooser)
{
  const Chosen *chosen = get_chosen (window);

  gtk_file_chooser_add_choice (chooser, TITLE_CHOICE, _("The sentence as its title"), NULL, NULL);
  gtk_file_chooser_set_choice (chooser, TITLE_CHOICE, chosen->has_title ? "true" : "false");
  gtk_file_chooser_add_choice (chooser, OUTLINES_CHOICE, _("SVG: letters as outlines"), NULL,
                               NULL);
  gtk_file_chooser_set_choice (chooser, OUTLINES_CHOICE, chosen->has_outlines ? "true" : "false");
  offer_sizes (chooser, chosen);
}

/* --- Values ---------------------------------------------------------------- */

static void
export_chosen (GtkWidget      *window,
               const char     *path,
               HeedExportFunc  func)
{
  const Chosen *chosen = get_chosen (window);
  HeedFigureForm form = { .has_title = chosen->has_title, .has_outlines = chosen->has_outlines };

  heed_figure_form_set_pixels (&form, chosen->width, chosen->height);
  func (window, path, &form);
}

static void
answered_cb (GtkDialog *dialog,
             int        response,
             GtkWidget *window)
{
  GtkSpinButton *width = g_object_get_data (G_OBJECT (dialog), WIDTH);
  GtkSpinButton *height = g_object_get_data (G_OBJECT (dialog), HEIGHT);
  HeedExportFunc func = g_object_get_data (G_OBJECT (dialog), FUNC);
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (dialog), PATH));
  Chosen *chosen = get_chosen (window);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      gtk_spin_button_update (width);
      gtk_spin_button_update (height);
      chosen->width = (guint) gtk_spin_button_get_value_as_int (width);
      chosen->height = (guint) gtk_spin_button_get_value_as_int (height);
    }

  gtk_window_destroy (GTK_WINDOW (dialog));
  if (response == GTK_RESPONSE_ACCEPT)
    export_chosen (window, path, func);
}

static GtkWidget *
add_side (GtkGrid    *grid,
          int         row,
          const char *name,
          guint       value)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (name);
  GtkWidget *spin = gtk_spin_button_new_with_range (MIN_SIDE_PX, MAX_SIDE_PX, 100.0);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), spin);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_text_set_activates_default (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (spin))), TRUE);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, spin, 1, row, 1, 1);

  return spin;
}

static GtkWidget *
new_dialog (GtkWidget *window)
{
  return gtk_dialog_new_with_buttons (_("Size of the Picture"), GTK_WINDOW (window),
                                      GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT |
                                        GTK_DIALOG_USE_HEADER_BAR,
                                      _("Cancel"), GTK_RESPONSE_CANCEL, _("Export"),
                                      GTK_RESPONSE_ACCEPT, NULL);
}

static void
ask_size (GtkWidget      *window,
          const char     *path,
          HeedExportFunc  func)
{
  const Chosen *chosen = get_chosen (window);
  GtkWidget *dialog = new_dialog (window);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  gtk_widget_add_css_class (grid, "page-body");
  gtk_box_append (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (dialog))), grid);
  g_object_set_data (G_OBJECT (dialog), WIDTH,
                     add_side (GTK_GRID (grid), 0, _("_Width, pixels"), chosen->width));
  g_object_set_data (G_OBJECT (dialog), HEIGHT,
                     add_side (GTK_GRID (grid), 1, _("_Height, pixels"), chosen->height));
  g_object_set_data_full (G_OBJECT (dialog), PATH, g_strdup (path), g_free);
  g_object_set_data (G_OBJECT (dialog), FUNC, func);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
heed_export_options_take (GtkWidget      *window,
                          const char     *path,
                          HeedExportFunc  func)
{
  const char *title = heed_file_dialog_get_choice (window, TITLE_CHOICE);
  const char *outlines = heed_file_dialog_get_choice (window, OUTLINES_CHOICE);
  const char *size = heed_file_dialog_get_choice (window, SIZE_CHOICE);
  Chosen *chosen = get_chosen (window);

  if (title != NULL)
    chosen->has_title = g_str_equal (title, "true");
  if (outlines != NULL)
    chosen->has_outlines = g_str_equal (outlines, "true");

  if (g_strcmp0 (size, OTHER_SIZE) == 0)
    {
      ask_size (window, path, func);
      return;
    }

  if (size != NULL)
    sscanf (size, "%ux%u", &chosen->width, &chosen->height);

  export_chosen (window, path, func);
}
