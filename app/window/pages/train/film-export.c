/* film-export.c — saves the displayed films as files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/train/film-export.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "app/core/figures/picture.h"
#include "app/core/files/shown-path.h"
#include "app/core/training/reel.h"
#include "app/window/desktop/file-dialog.h"
#include "app/window/pages/train/loss-export.h"

#define MAX_SHOWN      2
#define ANIMATION_NAME "film.gif"

typedef struct {
  HeedReel   list[MAX_SHOWN];
  char      *titles[MAX_SHOWN];
  HeedReels  reels;              /* those that have snapshots */
} Shown;

/* Returns the name of the training, and that of the attention if there are several. */
static char *
dup_title (HeedTraining *training)
{
  HeedSnapshot *frame = g_ptr_array_index (heed_training_get_status (training)->film, 0);
  const HeedSiteRange *ranges = frame->attentions->ranges;
  HeedAttentionSite site = heed_site_ranges_clamp (ranges, heed_training_get_site (training));
  g_autofree char *which = heed_site_ranges_dup_text (ranges, site);

  return g_strconcat (heed_training_get_name (training), *which != '\0' ? " · " : "", which, NULL);
}

static void
list_shown (Shown        *shown,
            HeedFilmView *films)
{
  *shown = (Shown) { 0 };
  shown->reels.reels = shown->list;

  for (guint i = 0; i < MAX_SHOWN; i++)
    {
      HeedTraining *training = heed_film_view_get_training (films, i);
      GPtrArray *film = training != NULL ? heed_training_get_status (training)->film : NULL;
      guint n = shown->reels.n_reels;

      if (film == NULL || film->len == 0)
        continue;

      shown->titles[n] = dup_title (training);
      shown->list[n] = (HeedReel) { shown->titles[n], film, heed_training_get_site (training) };
      shown->reels.n_reels++;
    }
}

static void
clear_shown (Shown *shown)
{
  for (guint i = 0; i < MAX_SHOWN; i++)
    g_free (shown->titles[i]);
}

/**
 * heed_film_export_strip:
 * @path: ends in .svg, .pdf or .png
 *
 * Saves moments of the films side by side.
 *
 * Errors: those of heed_picture_save()
 */
gboolean
heed_film_export_strip (HeedFilmView  *films,
                        const char    *path,
                        GError       **error)
{
  gboolean is_written = TRUE;
  double width, height;
  Shown shown;

  list_shown (&shown, films);

  if (shown.reels.n_reels > 0)
    {
      heed_reels_get_strip_size (&shown.reels, &width, &height);
      is_written = heed_picture_save (path, width, height, (HeedPictureFunc) heed_reels_draw_strip,
                                      &shown.reels, error);
    }

  clear_shown (&shown);

  return is_written;
}

/**
 * heed_film_export_animation:
 * @path: ends in .gif or .svg
 *
 * Saves the films as an animation.
 *
 * Errors: %G_IO_ERROR_INVALID_FILENAME for another file extension; those of
 *   heed_reels_save_gif(); %G_FILE_ERROR
 */
gboolean
heed_film_export_animation (HeedFilmView  *films,
                            const char    *path,
                            GError       **error)
{
  g_autofree char *svg = NULL;
  gboolean is_written = TRUE;
  Shown shown;

  list_shown (&shown, films);

  if (shown.reels.n_reels > 0 && g_str_has_suffix (path, ".gif"))
    is_written = heed_reels_save_gif (&shown.reels, path, error);
  else if (shown.reels.n_reels > 0 && g_str_has_suffix (path, ".svg"))
    {
      svg = heed_reels_dup_animation (&shown.reels);
      is_written = g_file_set_contents (path, svg, -1, error);
    }
  else if (shown.reels.n_reels > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                   "file name: expected one that ends in .gif or .svg, found %s", path);
      is_written = FALSE;
    }

  clear_shown (&shown);

  return is_written;
}

/* --- For a person -------------------------------------------------------- */

static void
report (HeedFilmView *films,
        const char   *title,
        const char   *path,
        const GError *error)
{
  g_autofree char *shown = heed_shown_path_new (path);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (films), "win.report", "(ss)", title, error->message);
      return;
    }

  /* Translators: a file */
  text = g_strdup_printf (_("Saved to %s"), shown);
  gtk_widget_activate_action (GTK_WIDGET (films), "win.note", "s", text);
}

/**
 * heed_film_export_save_strip:
 * @path: ends in .svg, .pdf or .png
 *
 * The window reports the result.
 */
void
heed_film_export_save_strip (HeedFilmView *films,
                             const char   *path)
{
  g_autoptr(GError) error = NULL;

  heed_film_export_strip (films, path, &error);
  report (films, _("The film could not be saved."), path, error);
}

/**
 * heed_film_export_save_animation:
 * @path: ends in .gif or .svg
 *
 * The window reports the result.
 */
void
heed_film_export_save_animation (HeedFilmView *films,
                                 const char   *path)
{
  g_autoptr(GError) error = NULL;

  heed_film_export_animation (films, path, &error);
  report (films, _("The film could not be saved."), path, error);
}

static void
save_losses (HeedFilmView *films,
             const char   *path)
{
  g_autoptr(GError) error = NULL;

  heed_loss_export_save (films, FALSE, path, &error);
  report (films, _("The losses could not be saved."), path, error);
}

static void
save_logarithmic_losses (HeedFilmView *films,
                         const char   *path)
{
  g_autoptr(GError) error = NULL;

  heed_loss_export_save (films, TRUE, path, &error);
  report (films, _("The losses could not be saved."), path, error);
}

static GtkFileChooserNative *
new_chooser (HeedFilmView *films,
             const char   *title,
             const char   *name)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (films)));
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, window, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);

  return chooser;
}

static void
ask_strip (HeedFilmView *films)
{
  GtkFileChooserNative *chooser =
    new_chooser (films, _("Save the Film as a Strip: SVG, PDF or PNG"),
                 HEED_FILM_EXPORT_STRIP_NAME);

  heed_file_dialog_show (chooser, GTK_WIDGET (films),
                         (HeedFileChosenFunc) heed_film_export_save_strip);
}

static void
ask_animation (HeedFilmView *films)
{
  GtkFileChooserNative *chooser =
    new_chooser (films, _("Save the Film as an Animation: GIF or SVG"), ANIMATION_NAME);

  heed_file_dialog_add_filter (chooser, _("GIF, for slides and mail; SVG, for pages"),
                               "*.gif *.svg");
  heed_file_dialog_show (chooser, GTK_WIDGET (films),
                         (HeedFileChosenFunc) heed_film_export_save_animation);
}

static void
ask_losses (HeedFilmView *films,
            gboolean      is_logarithmic)
{
  GtkFileChooserNative *chooser =
    new_chooser (films, _("Save the Losses: SVG, PDF, PNG or CSV"), HEED_LOSS_EXPORT_NAME);

  heed_file_dialog_add_filter (chooser, _("Pictures, and CSV, a table"),
                               "*.svg *.pdf *.png *.csv");
  heed_file_dialog_show (chooser, GTK_WIDGET (films),
                         (HeedFileChosenFunc) (is_logarithmic ? save_logarithmic_losses
                                                              : save_losses));
}

/**
 * heed_film_export_ask:
 * @what: "strip", "animation" or "losses"
 * @is_logarithmic: whether the axis of the losses is logarithmic
 */
void
heed_film_export_ask (HeedFilmView *films,
                      const char   *what,
                      gboolean      is_logarithmic)
{
  if (g_str_equal (what, "strip"))
    ask_strip (films);
  else if (g_str_equal (what, "animation"))
    ask_animation (films);
  else
    ask_losses (films, is_logarithmic);
}
