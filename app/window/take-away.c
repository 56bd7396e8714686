/* take-away.c — exporting, copying and printing what a page shows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page supplies its figure by heed_page_use_figure(); nothing here depends on which
 * page it is. A page whose contents are not such a figure has its own export.
 */

#include "app/window/take-away.h"

#include <glib/gi18n.h>

#include "app/core/figures/figure-text.h"
#include "app/core/figures/picture.h"
#include "app/core/files/shown-path.h"
#include "app/window/desktop/file-dialog.h"
#include "app/window/export-options.h"

#define GET_PAGE      "heed-get-shown-page"
#define COPY_SCALE    2.0
#define PAPER_ASPECT  0.8   /* height / width of the printed figure */

static HeedPage *
get_page (GtkWidget *window)
{
  HeedShownPageFunc func =
    (HeedShownPageFunc) g_object_get_data (G_OBJECT (window), GET_PAGE);

  return func (window);
}

static void
note (GtkWidget  *window,
      const char *text)
{
  gtk_widget_activate_action (window, "win.note", "s", text);
}

/* --- Export ---------------------------------------------------------------- */

static void
export (GtkWidget            *window,
        const char           *path,
        const HeedFigureForm *form)
{
  HeedPage *page = get_page (window);
  const HeedPageExport *what = heed_page_get_export (page);
  g_autofree char *shown = heed_shown_path_new (path);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  if (what == NULL)
    return;

  if (!heed_page_export (page, path, form, &error))
    {
      gtk_widget_activate_action (window, "win.report", "(ss)", _(what->failure_title),
                                  error->message);
      return;
    }

  /* Translators: a file */
  text = g_strdup_printf (_("Saved to %s"), shown);
  note (window, text);
}

static void
file_chosen (GtkWidget  *window,
             const char *path)
{
  heed_export_options_take (window, path, export);
}

static void
add_filters (GtkFileChooserNative *chooser,
             gboolean              is_figure)
{
  if (is_figure)
    heed_file_dialog_add_filter (chooser, _("All that can be written"),
                                 "*.svg *.pdf *.png *.html *.tex *.csv *.json");
  heed_file_dialog_add_filter (chooser, _("SVG, to scale and edit"), "*.svg");
  heed_file_dialog_add_filter (chooser, _("PDF, to print"), "*.pdf");
  heed_file_dialog_add_filter (chooser, _("PNG, of pixels"), "*.png");
  if (!is_figure)
    return;

  heed_file_dialog_add_filter (chooser, _("HTML, a page with the numbers"), "*.html");
  heed_file_dialog_add_filter (chooser, _("TikZ, for TeX"), "*.tex");
  heed_file_dialog_add_filter (chooser, _("CSV, a table"), "*.csv");
  heed_file_dialog_add_filter (chooser, _("JSON, all numbers"), "*.json");
}

static void
ignore (const HeedFigure *figure,
        gpointer          data)
{
}

static void
export_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       window)
{
  HeedPage *page = get_page (window);
  const HeedPageExport *what = heed_page_get_export (page);
  gboolean is_figure = heed_page_use_figure (page, ignore, NULL);
  GtkFileChooserNative *chooser;

  if (what == NULL)
    {
      note (window, _("There is nothing to export."));
      return;
    }

  chooser = gtk_file_chooser_native_new (_(what->title), GTK_WINDOW (window),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  add_filters (chooser, is_figure);
  if (is_figure)
    heed_export_options_offer (window, GTK_FILE_CHOOSER (chooser));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), what->name);
  heed_file_dialog_show (chooser, GTK_WIDGET (window), file_chosen);
}

/* --- Copy ------------------------------------------------------------------ */

typedef struct {
  const char *what;
  char       *text;
} Copying;

/* Returns the selected row, below the labels of its columns; NULL if no row is selected. */
static char *
dup_row (const HeedFigure *figure)
{
  g_autoptr(HeedMatrix) row = NULL;
  HeedFigure one = *figure;

  if (figure->row < 0 || figure->row >= (int) figure->scene.matrix->n_rows)
    return NULL;

  row = heed_matrix_new (1, figure->scene.matrix->n_columns,
                         figure->scene.matrix->values +
                           (gsize) figure->row * figure->scene.matrix->n_columns);
  one.scene.matrix = row;
  one.scene.row_labels = figure->scene.row_labels + figure->row;
  one.scene.n_row_labels = figure->row < (int) figure->scene.n_row_labels ? 1 : 0;

  return heed_figure_to_tsv (&one);
}

static char *
dup_cell (const HeedFigure *figure)
{
  const HeedMatrix *matrix = figure->scene.matrix;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (figure->row < 0 || figure->column < 0 || figure->row >= (int) matrix->n_rows ||
      figure->column >= (int) matrix->n_columns)
    return NULL;

  return g_strdup (g_ascii_formatd (
    digits, sizeof digits, "%.9g",
    matrix->values[(gsize) figure->row * matrix->n_columns + (gsize) figure->column]));
}

static char *
dup_sentence (const HeedFigure *figure)
{
  guint n_tokens;
  g_autofree HeedToken *tokens = heed_translation_list_target (figure->translation, &n_tokens);
  g_autofree guint32 *ids = g_new (guint32, n_tokens + 1);
  g_autofree char *target = NULL;

  for (guint i = 0; i < n_tokens; i++)
    ids[i] = tokens[i].id;

  target = heed_model_decode_target (figure->model, ids, n_tokens);

  return g_strconcat (figure->text, "\n", target, NULL);
}

static void
copy_figure (const HeedFigure *figure,
             gpointer          data)
{
  Copying *copying = data;

  if (g_str_equal (copying->what, "matrix"))
    copying->text = heed_figure_to_tsv (figure);
  else if (g_str_equal (copying->what, "sentence"))
    copying->text = dup_sentence (figure);
  else if (g_str_equal (copying->what, "cell"))
    copying->text = dup_cell (figure);

  /* For "row", and for "cell" if only a row is selected. */
  if (copying->text == NULL)
    copying->text = dup_row (figure);
}

/**
 * heed_take_away_dup_text:
 * @what: "cell", "row", "matrix" or "sentence"
 *
 * Returns: (transfer full) (nullable): the text to copy; for "cell", the row if no cell
 *   is selected
 */
char *
heed_take_away_dup_text (HeedPage   *page,
                         const char *what)
{
  Copying copying = { what, NULL };

  heed_page_use_figure (page, copy_figure, &copying);

  return copying.text;
}

static void
draw_texture (const HeedFigure *figure,
              gpointer          data)
{
  cairo_surface_t *image =
    heed_picture_create_image (HEED_FIGURE_WIDTH_PX, HEED_FIGURE_HEIGHT_PX, COPY_SCALE);
  cairo_t *cr = cairo_create (image);
  g_autoptr(GBytes) bytes = NULL;
  gsize stride;
  int height;

  heed_figure_draw ((gpointer) figure, cr, HEED_FIGURE_WIDTH_PX, HEED_FIGURE_HEIGHT_PX);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  stride = (gsize) cairo_image_surface_get_stride (image);
  height = cairo_image_surface_get_height (image);

  /* The unused byte of RGB24 is undefined, so set it to opaque alpha. */
  for (gsize i = 3; i < stride * (gsize) height; i += 4)
    cairo_image_surface_get_data (image)[G_BYTE_ORDER == G_LITTLE_ENDIAN ? i : i - 3] = 0xff;

  bytes = g_bytes_new (cairo_image_surface_get_data (image), stride * (gsize) height);
  *(GdkTexture **) data =
    gdk_memory_texture_new (cairo_image_surface_get_width (image), height, GDK_MEMORY_DEFAULT,
                            bytes, stride);
  cairo_surface_destroy (image);
}

/**
 * heed_take_away_new_picture:
 *
 * Returns: (transfer full) (nullable): the displayed figure, with title and legend
 */
GdkTexture *
heed_take_away_new_picture (HeedPage *page)
{
  GdkTexture *texture = NULL;

  heed_page_use_figure (page, draw_texture, &texture);

  return texture;
}

static gboolean
copy (HeedPage     *page,
      const char   *what,
      GdkClipboard *clipboard)
{
  g_autofree char *text = NULL;
  g_autoptr(GdkTexture) picture = NULL;

  if (g_str_equal (what, "picture"))
    {
      picture = heed_take_away_new_picture (page);
      if (picture != NULL)
        gdk_clipboard_set_texture (clipboard, picture);
      return picture != NULL;
    }

  text = heed_take_away_dup_text (page, what);
  if (text != NULL)
    gdk_clipboard_set_text (clipboard, text);

  return text != NULL;
}

static void
copy_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       window)
{
  gboolean is_copied = copy (get_page (window), g_variant_get_string (parameter, NULL),
                             gtk_widget_get_clipboard (GTK_WIDGET (window)));

  note (window, is_copied ? _("Copied") : _("There is nothing to copy."));
}

/* --- Print ------------------------------------------------------------------- */

static void
print_figure (const HeedFigure *figure,
              gpointer          data)
{
  GtkPrintContext *context = data;
  double width = gtk_print_context_get_width (context);
  double height = MIN (gtk_print_context_get_height (context), width * PAPER_ASPECT);

  heed_figure_draw ((gpointer) figure, gtk_print_context_get_cairo_context (context), width,
                    height);
}

static void
draw_page_cb (HeedPage        *page,
              GtkPrintContext *context)
{
  heed_page_use_figure (page, print_figure, context);
}

/* An operation that runs in the background reports its end by this signal only; any other emits it
 * too. */
static void
print_done_cb (GtkWidget               *window,
               GtkPrintOperationResult  result,
               GtkPrintOperation       *print)
{
  g_autoptr(GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  gtk_print_operation_get_error (print, &error);
  gtk_widget_activate_action (window, "win.report", "(ss)", _("It could not be printed."),
                              error != NULL ? error->message : "");
}

/**
 * heed_take_away_new_print:
 * @page: the page whose figure is drawn when the operation runs
 * @window: reports an error of the operation
 *
 * Returns: (transfer full): an operation of one sheet, on which the figure has the width
 *   of the paper
 */
GtkPrintOperation *
heed_take_away_new_print (HeedPage  *page,
                          GtkWidget *window)
{
  GtkPrintOperation *print = gtk_print_operation_new ();

  gtk_print_operation_set_n_pages (print, 1);
  gtk_print_operation_set_unit (print, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (print, "Heed");
  g_signal_connect_object (print, "draw-page", G_CALLBACK (draw_page_cb), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (print, "done", G_CALLBACK (print_done_cb), window, G_CONNECT_SWAPPED);

  return print;
}

static void
print_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       window)
{
  HeedPage *page = get_page (window);
  g_autoptr(GtkPrintOperation) print = NULL;

  if (!heed_page_use_figure (page, ignore, NULL))
    {
      note (window, _("There is nothing to print."));
      return;
    }

  print = heed_take_away_new_print (page, window);
  gtk_print_operation_set_allow_async (print, TRUE);
  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window),
                           NULL);
}

void
heed_take_away_add_actions (GtkApplicationWindow *window,
                            HeedShownPageFunc     func)
{
  static const GActionEntry entries[] = {
    { .name = "save-picture", .activate = export_cb },
    { .name = "copy", .activate = copy_cb, .parameter_type = "s" },
    { .name = "print", .activate = print_cb },
  };

  g_object_set_data (G_OBJECT (window), GET_PAGE, func);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
