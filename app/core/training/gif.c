/* gif.c — writing animated GIF files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All frames share the 256 most frequent colours; a picture of weights has few others,
 * which come from the edges of letters. For each frame but the first, only the
 * rectangle that changed is written. The animation repeats for ever.
 *
 * Source: https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */

#include "config.h"

#include "app/core/training/gif.h"

#include <gio/gio.h>

#ifdef HAVE_GIF

#include <gif_lib.h>
#include <string.h>

#define N_COLORS 256

typedef struct {
  guint32 color;
  guint   n_pixels;
} Count;

typedef struct {
  const HeedGif *gif;
  GifFileType   *file;
  guint32        colors[N_COLORS];
  guint          n_colors;
  GHashTable    *indices;  /* maps a colour to its index, or that of the nearest one */
  guint8        *shown;    /* height x width, colour indices of the previous frame */
  guint8        *next;     /* likewise, of this frame */
} Writer;

/* --- Colours --------------------------------------------------------------- */

static cairo_surface_t *
draw_frame (const HeedGif *gif,
            guint          frame)
{
  cairo_surface_t *image =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, gif->width, gif->height);
  cairo_t *cr = cairo_create (image);

  gif->draw (gif->data, frame, cr);
  cairo_destroy (cr);
  cairo_surface_flush (image);

  return image;
}

static const guint32 *
get_line (cairo_surface_t *image,
          int              y)
{
  gsize stride = (gsize) cairo_image_surface_get_stride (image);

  return (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (image) +
                                            (gsize) y * stride);
}

static void
count_colors (const HeedGif   *gif,
              cairo_surface_t *image,
              GHashTable      *counts)
{
  for (int y = 0; y < gif->height; y++)
    {
      const guint32 *line = get_line (image, y);

      for (int x = 0, end; x < gif->width; x = end)
        {
          gpointer key = GUINT_TO_POINTER (line[x] & 0xffffff);
          guint n_pixels = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

          for (end = x + 1; end < gif->width && line[end] == line[x];)
            end++;
          g_hash_table_insert (counts, key, GUINT_TO_POINTER (n_pixels + (guint) (end - x)));
        }
    }
}

/* Most pixels first; ties go to the smaller colour value, so that the result is deterministic. */
static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const Count *first = a, *second = b;

  if (first->n_pixels != second->n_pixels)
    return first->n_pixels < second->n_pixels ? 1 : -1;

  return (first->color > second->color) - (first->color < second->color);
}

static void
choose_colors (Writer     *writer,
               GHashTable *counts)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Count));
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_array_append_vals (list, &(Count) { GPOINTER_TO_UINT (key), GPOINTER_TO_UINT (value) }, 1);
  g_array_sort (list, compare_counts);

  writer->n_colors = MIN (list->len, N_COLORS);
  for (guint i = 0; i < writer->n_colors; i++)
    {
      writer->colors[i] = g_array_index (list, Count, i).color;
      g_hash_table_insert (writer->indices, GUINT_TO_POINTER (writer->colors[i]),
                           GUINT_TO_POINTER (i));
    }
}

static void
find_colors (Writer *writer)
{
  g_autoptr(GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < writer->gif->n_frames; i++)
    {
      cairo_surface_t *image = draw_frame (writer->gif, i);

      count_colors (writer->gif, image, counts);
      cairo_surface_destroy (image);
    }

  choose_colors (writer, counts);
}

static int
get_difference (guint32 a,
                guint32 b,
                int     shift)
{
  return (int) (a >> shift & 0xff) - (int) (b >> shift & 0xff);
}

static guint
find_nearest (const Writer *writer,
              guint32       color)
{
  guint nearest = 0;
  int least = G_MAXINT;

  for (guint i = 0; i < writer->n_colors; i++)
    {
      int red = get_difference (writer->colors[i], color, 16);
      int green = get_difference (writer->colors[i], color, 8);
      int blue = get_difference (writer->colors[i], color, 0);
      int distance = red * red + green * green + blue * blue;

      if (distance < least)
        {
          least = distance;
          nearest = i;
        }
    }

  return nearest;
}

static guint8
find_index (Writer  *writer,
            guint32  color)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (writer->indices, GUINT_TO_POINTER (color), NULL, &index))
    {
      index = GUINT_TO_POINTER (find_nearest (writer, color));
      g_hash_table_insert (writer->indices, GUINT_TO_POINTER (color), index);
    }

  return (guint8) GPOINTER_TO_UINT (index);
}

static void
read_indices (Writer          *writer,
              cairo_surface_t *image)
{
  int width = writer->gif->width;

  for (int y = 0; y < writer->gif->height; y++)
    {
      const guint32 *line = get_line (image, y);
      guint8 *indices = writer->next + (gsize) y * (gsize) width;

      for (int x = 0; x < width; x++)
        indices[x] = x > 0 && line[x] == line[x - 1] ? indices[x - 1]
                                                     : find_index (writer, line[x] & 0xffffff);
    }
}

/* --- The file -------------------------------------------------------------- */

static int
append_bytes (GifFileType       *file,
              const GifByteType *bytes,
              int                n_bytes)
{
  g_byte_array_append (file->UserData, bytes, (guint) n_bytes);

  return n_bytes;
}

static gboolean
put_start (const Writer *writer)
{
  static const GifByteType for_ever[] = { 1, 0, 0 };
  ColorMapObject *map = GifMakeMapObject (N_COLORS, NULL);
  gboolean is_put;

  for (guint i = 0; i < N_COLORS; i++)
    {
      guint32 color = i < writer->n_colors ? writer->colors[i] : 0;

      map->Colors[i] = (GifColorType) { (GifByteType) (color >> 16), (GifByteType) (color >> 8),
                                        (GifByteType) color };
    }

  EGifSetGifVersion (writer->file, true);
  is_put = EGifPutScreenDesc (writer->file, writer->gif->width, writer->gif->height, 8, 0, map) &&
           EGifPutExtensionLeader (writer->file, APPLICATION_EXT_FUNC_CODE) &&
           EGifPutExtensionBlock (writer->file, 11, "NETSCAPE2.0") &&
           EGifPutExtensionBlock (writer->file, sizeof for_ever, for_ever) &&
           EGifPutExtensionTrailer (writer->file);
  GifFreeMapObject (map);

  return is_put;
}

/* Returns the rectangle that changed since the previous frame; one pixel if nothing did. */
static cairo_rectangle_int_t
find_changed (const Writer *writer,
              guint         frame)
{
  int width = writer->gif->width, height = writer->gif->height;
  int left = width, top = height, right = -1, bottom = -1;

  if (frame == 0)
    return (cairo_rectangle_int_t) { 0, 0, width, height };

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (writer->shown[(gsize) y * (gsize) width + (gsize) x] !=
          writer->next[(gsize) y * (gsize) width + (gsize) x])
        {
          left = MIN (left, x);
          right = MAX (right, x);
          top = MIN (top, y);
          bottom = y;
        }

  if (right < 0)
    return (cairo_rectangle_int_t) { 0, 0, 1, 1 };

  return (cairo_rectangle_int_t) { left, top, right - left + 1, bottom - top + 1 };
}

static gboolean
put_frame (Writer *writer,
           guint   frame)
{
  const GraphicsControlBlock control = {
    .DisposalMode = DISPOSE_DO_NOT,
    .DelayTime = (int) MIN (writer->gif->centiseconds[frame], G_MAXUINT16),
    .TransparentColor = NO_TRANSPARENT_COLOR,
  };
  cairo_rectangle_int_t changed = find_changed (writer, frame);
  GifByteType bytes[4];

  EGifGCBToExtension (&control, bytes);
  if (!EGifPutExtension (writer->file, GRAPHICS_EXT_FUNC_CODE, sizeof bytes, bytes) ||
      !EGifPutImageDesc (writer->file, changed.x, changed.y, changed.width, changed.height, false,
                         NULL))
    return FALSE;

  for (int y = changed.y; y < changed.y + changed.height; y++)
    if (!EGifPutLine (writer->file,
                      writer->next + (gsize) y * (gsize) writer->gif->width + (gsize) changed.x,
                      changed.width))
      return FALSE;

  return TRUE;
}

static gboolean
put_all (Writer *writer)
{
  gsize n_pixels = (gsize) writer->gif->width * (gsize) writer->gif->height;
  gboolean is_put = put_start (writer);

  writer->shown = g_malloc (n_pixels);
  writer->next = g_malloc (n_pixels);

  for (guint i = 0; is_put && i < writer->gif->n_frames; i++)
    {
      cairo_surface_t *image = draw_frame (writer->gif, i);
      guint8 *shown = writer->shown;

      read_indices (writer, image);
      cairo_surface_destroy (image);
      is_put = put_frame (writer, i);
      writer->shown = writer->next;
      writer->next = shown;
    }

  g_free (writer->shown);
  g_free (writer->next);

  return is_put;
}

static gboolean
check_size (const HeedGif  *gif,
            GError        **error)
{
  if (gif->width >= 1 && gif->height >= 1 && gif->width <= G_MAXUINT16 &&
      gif->height <= G_MAXUINT16)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "GIF: expected sides of 1 to %u px, found %d x %d", G_MAXUINT16, gif->width,
               gif->height);
  return FALSE;
}

/**
 * heed_gif_save:
 *
 * Cost: draws, compares and compresses each frame; drawing is done twice
 *
 * Errors: %G_IO_ERROR_FAILED if it is too large for a GIF; %G_IO_ERROR_NOT_SUPPORTED
 *   if Heed was built without giflib; %G_FILE_ERROR
 *
 * Returns: whether the file is written
 */
gboolean
heed_gif_save (const HeedGif  *gif,
               const char     *path,
               GError        **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  Writer writer = { .gif = gif };
  int problem = E_GIF_SUCCEEDED;
  gboolean is_put;

  g_return_val_if_fail (gif != NULL && gif->n_frames > 0, FALSE);

  if (!check_size (gif, error))
    return FALSE;

  writer.indices = g_hash_table_new (NULL, NULL);
  find_colors (&writer);
  writer.file = EGifOpen (bytes, append_bytes, &problem);
  is_put = writer.file != NULL && put_all (&writer);
  if (writer.file != NULL)
    {
      if (!is_put)
        problem = writer.file->Error;
      is_put = EGifCloseFile (writer.file, is_put ? &problem : NULL) == GIF_OK && is_put;
    }
  g_hash_table_unref (writer.indices);

  if (!is_put)
    {
      const char *found = GifErrorString (problem);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "GIF: expected %u frames to be written, found: %s", gif->n_frames,
                   found != NULL ? found : "an error without a name");
      return FALSE;
    }

  return g_file_set_contents (path, (const char *) bytes->data, (gssize) bytes->len, error);
}

#else

gboolean
heed_gif_save (const HeedGif  *gif,
               const char     *path,
               GError        **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "%s: expected a program that writes GIF, found one that was built without giflib",
               path);
  return FALSE;
}

#endif
