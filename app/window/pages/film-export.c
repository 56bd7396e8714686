/* film-export.c — the films that are shown, into a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/film-export.h"

#include <glib/gi18n.h>

#include "app/core/picture.h"
#include "app/core/reel.h"
#include "app/window/file-dialog.h"

#define MAX_SHOWN      2
#define ANIMATION_NAME "film-animated.svg"

typedef struct {
  HeedReel   list[MAX_SHOWN];
  char      *titles[MAX_SHOWN];
  HeedReels  reels;              /* as far as there is anything to see */
} Shown;

/* Its name, and which of its attentions it shows if there are several. */
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
 * Moments side by side.
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
 * @path: the SVG file to write
 *
 * Moving pictures.
 *
 * Errors: %G_FILE_ERROR
 */
gboolean
heed_film_export_animation (HeedFilmView  *films,
                            const char    *path,
                            GError       **error)
{
  g_autofree char *svg = NULL;
  Shown shown;

  list_shown (&shown, films);
  svg = shown.reels.n_reels > 0 ? heed_reels_dup_animation (&shown.reels) : NULL;
  clear_shown (&shown);

  return svg == NULL || g_file_set_contents (path, svg, -1, error);
}

/* --- For a person -------------------------------------------------------- */

static void
report (HeedFilmView *films,
        const GError *error)
{
  gtk_widget_activate_action (GTK_WIDGET (films), "win.report", "(ss)",
                              _("The film could not be saved."), error->message);
}

/**
 * heed_film_export_save_strip:
 * @path: ends in .svg, .pdf or .png
 *
 * What goes wrong is reported in the window.
 */
void
heed_film_export_save_strip (HeedFilmView *films,
                             const char   *path)
{
  g_autoptr(GError) error = NULL;

  if (!heed_film_export_strip (films, path, &error))
    report (films, error);
}

/**
 * heed_film_export_save_animation:
 * @path: the SVG file to write
 *
 * What goes wrong is reported in the window.
 */
void
heed_film_export_save_animation (HeedFilmView *films,
                                 const char   *path)
{
  g_autoptr(GError) error = NULL;

  if (!heed_film_export_animation (films, path, &error))
    report (films, error);
}

static void
ask (HeedFilmView *films,
     const char   *title,
     const char   *name,
     void        (*chosen) (HeedFilmView *films,
                            const char   *path))
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (films)));
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, window, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  heed_file_dialog_show (chooser, GTK_WIDGET (films), (HeedFileChosenFunc) chosen);
}

void
heed_film_export_ask_strip (HeedFilmView *films)
{
  ask (films, _("Save the Film as a Strip: SVG, PDF or PNG"), HEED_FILM_EXPORT_STRIP_NAME,
       heed_film_export_save_strip);
}

void
heed_film_export_ask_animation (HeedFilmView *films)
{
  ask (films, _("Save the Film as an Animation: SVG"), ANIMATION_NAME,
       heed_film_export_save_animation);
}
