/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/translation/attentions.c,
 *   app/core/training/gif.c,
 *   app/core/training/reel-animation.c,
 *   app/core/training/reel-gif.c,
 *   app/core/training/reel-moment.c,
 *   app/core/training/reel-strip.c,
 *   app/core/words/tokens.c
 */

#include "app/core/training/reel.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ui/color-scale.h"

#define N_FRAMES  5
#define N_MOMENTS 1000

static const float looks[] = { 1.0f, 0.0f, 0.0f, 1.0f };

typedef struct {
  GPtrArray *frames;
  HeedReel   reels[2];
} Fixture;

static HeedAttentions *
new_attentions (void)
{
  HeedAttentions *attentions = g_new0 (HeedAttentions, 1);

  attentions->ranges[HEED_ATTENTION_CROSS] = (HeedSiteRange) { 1, 1 };
  attentions->matrices = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_matrix_unref);
  g_ptr_array_add (attentions->matrices, heed_matrix_new (2, 2, looks));

  return attentions;
}

static HeedSnapshot *
new_snapshot (guint i)
{
  const HeedToken tokens[] = {
    { .id = 1, .text = "<tag>", .starts_word = TRUE },
    { .id = 2, .text = "b & c", .starts_word = TRUE },
  };
  HeedSnapshot *snapshot = g_atomic_rc_box_new0 (HeedSnapshot);

  snapshot->batch = i;
  snapshot->epoch = i;
  snapshot->source = heed_tokens_new (tokens, 2);
  snapshot->target = heed_tokens_new (tokens, 2);
  snapshot->read = heed_tokens_new (tokens, 2);
  snapshot->attentions = new_attentions ();
  snapshot->output = g_strdup_printf ("output %u", i);

  return snapshot;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_snapshot_unref);
  for (guint i = 0; i < N_FRAMES; i++)
    g_ptr_array_add (fixture->frames, new_snapshot (i));

  fixture->reels[0] = (HeedReel) { "one", fixture->frames, HEED_ATTENTIONS_DEFAULT_SITE };
  fixture->reels[1] =
    (HeedReel) { "the \"other\" <one>", fixture->frames, HEED_ATTENTIONS_DEFAULT_SITE };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_ptr_array_unref (fixture->frames);
}

static guint
count (const char *text,
       const char *what)
{
  guint n = 0;

  for (const char *p = strstr (text, what); p != NULL; p = strstr (p + 1, what))
    n++;

  return n;
}

/* Fails unless the text is well-formed XML. */
static void
assert_is_xml (const char *text)
{
  static const GMarkupParser parser = { NULL };
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr(GError) error = NULL;

  g_markup_parse_context_parse (context, text, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static void
test_reel_animation_shows_one_frame_after_the_other (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  const HeedReels reels = { fixture->reels, 1 };
  g_autofree char *svg = heed_reels_dup_animation (&reels);

  assert_is_xml (svg);
  g_assert_cmpuint (count (svg, "<animate "), ==, N_FRAMES);
  g_assert_cmpuint (count (svg, "<image "), ==, N_FRAMES);
  g_assert_cmpuint (count (svg, "output 3"), ==, 1);

  /* Frame i is the nearest from i - 1/2 to i + 1/2; the film has four epochs. */
  g_assert_nonnull (strstr (svg, "values=\"inline;none\" keyTimes=\"0;0.12500\""));
  g_assert_nonnull (strstr (svg, "values=\"none;inline;none\" keyTimes=\"0;0.12500;0.37500\""));
  g_assert_nonnull (strstr (svg, "values=\"none;inline\" keyTimes=\"0;0.87500\""));

  /* Viewers without animation show only the last frame. */
  g_assert_cmpuint (count (svg, "<g display=\"inline\">"), ==, 1);
  g_assert_nonnull (strstr (strstr (svg, "<g display=\"inline\">"), "output 4"));
}

static void
test_reel_animation_of_two_has_both (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  const HeedReels reels = { fixture->reels, 2 };
  g_autofree char *svg = heed_reels_dup_animation (&reels);

  assert_is_xml (svg);
  g_assert_cmpuint (count (svg, "<image "), ==, 2 * N_FRAMES);
  g_assert_nonnull (strstr (svg, "the &quot;other&quot; &lt;one&gt;"));
}

/* One frame as an SVG player sees it: its static display attribute, and the animated
 * values with their start times as fractions of the duration. */
typedef struct {
  guint     film;
  gboolean  is_shown;
  char    **values;  /* NULL if the frame is not animated */
  char    **times;
} Played;

static void
clear_played (gpointer data)
{
  Played *played = data;

  g_strfreev (played->values);
  g_strfreev (played->times);
}

typedef struct {
  GArray *frames;   /* of Played */
  guint   n_films;
} Player;

static const char *
get_attribute (const char **names,
               const char **values,
               const char  *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];

  return NULL;
}

/* A film is a <g> with a position of its own; a frame is a <g> with a
 * display attribute. Nothing else may be animated. */
static void
start_element_cb (GMarkupParseContext  *context,
                  const char           *element,
                  const char          **names,
                  const char          **values,
                  gpointer              user_data,
                  GError              **error)
{
  Player *player = user_data;
  const char *display = get_attribute (names, values, "display");

  if (g_str_equal (element, "g") && display == NULL)
    player->n_films++;
  else if (g_str_equal (element, "g"))
    {
      Played played = { .film = player->n_films - 1, .is_shown = g_str_equal (display, "inline") };

      g_array_append_val (player->frames, played);
    }
  else if (g_str_equal (element, "animate"))
    {
      Played *played = &g_array_index (player->frames, Played, player->frames->len - 1);

      g_assert_cmpstr (get_attribute (names, values, "attributeName"), ==, "display");
      g_assert_cmpstr (get_attribute (names, values, "calcMode"), ==, "discrete");
      g_assert_cmpstr (get_attribute (names, values, "repeatCount"), ==, "indefinite");
      g_assert_cmpstr (get_attribute (names, values, "dur"), ==, "12s");
      g_assert_null (played->values);
      played->values = g_strsplit (get_attribute (names, values, "values"), ";", -1);
      played->times = g_strsplit (get_attribute (names, values, "keyTimes"), ";", -1);
    }
  else
    g_assert_false (g_str_has_prefix (element, "animate"));
}

static void
play (Player     *player,
      const char *svg)
{
  static const GMarkupParser parser = { .start_element = start_element_cb };
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, player, NULL);
  g_autoptr(GError) error = NULL;

  player->n_films = 0;
  player->frames = g_array_new (FALSE, TRUE, sizeof (Played));
  g_array_set_clear_func (player->frames, clear_played);
  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
}

/* In SMIL, a discrete animation has the last value whose time has come. */
static gboolean
is_seen (const Played *played,
         double        part)
{
  gboolean is_shown = played->is_shown;

  for (guint i = 0; played->values != NULL && played->values[i] != NULL; i++)
    if (g_ascii_strtod (played->times[i], NULL) <= part)
      is_shown = g_str_equal (played->values[i], "inline");

  return is_shown;
}

static void
assert_times_are_valid (const Played *played)
{
  double before = 0.0;

  if (played->values == NULL)
    return;

  g_assert_cmpuint (g_strv_length (played->values), ==, g_strv_length (played->times));
  g_assert_cmpstr (played->times[0], ==, "0");
  for (guint i = 0; played->times[i] != NULL; i++)
    {
      g_assert_cmpfloat (g_ascii_strtod (played->times[i], NULL), >=, before);
      before = g_ascii_strtod (played->times[i], NULL);
    }
  g_assert_cmpfloat (before, <=, 1.0);
}

static const Played *
get_played (const Player *player,
            guint         i)
{
  return &g_array_index (player->frames, Played, i);
}

/* Returns: the index of the visible frame of a film; fails unless exactly one is visible */
static guint
find_seen (const Player *player,
           guint         film,
           double        part)
{
  guint n_seen = 0, seen = 0;

  for (guint i = 0; i < player->frames->len; i++)
    if (get_played (player, i)->film == film && is_seen (get_played (player, i), part))
      {
        n_seen++;
        seen = i;
      }

  g_assert_cmpuint (n_seen, ==, 1);

  return seen;
}

/* Every film shows exactly one frame at any time, in order and without gaps. */
static void
assert_plays (const HeedReels *reels)
{
  g_autofree char *svg = heed_reels_dup_animation (reels);
  guint first = 0;
  Player player;

  play (&player, svg);
  g_assert_cmpuint (player.n_films, ==, reels->n_reels);

  for (guint film = 0; film < player.n_films; film++)
    {
      guint seen = first;

      for (guint moment = 0; moment < N_MOMENTS; moment++)
        {
          guint now = find_seen (&player, film, (double) moment / N_MOMENTS);

          g_assert_true (now == seen || now == seen + 1);
          seen = now;
        }

      g_assert_cmpuint (seen - first + 1, ==, reels->reels[film].frames->len);
      first = seen + 1;
    }

  for (guint i = 0; i < player.frames->len; i++)
    assert_times_are_valid (get_played (&player, i));

  g_array_unref (player.frames);
}

static void
test_reel_animation_shows_exactly_one_frame_at_any_moment (Fixture       *fixture,
                                                           gconstpointer  user_data)
{
  const double uneven[N_FRAMES] = { 0.0, 0.05, 0.5, 3.0, 3.7 };
  const HeedReels one = { fixture->reels, 1 };
  const HeedReels two = { fixture->reels, 2 };
  g_autoptr(GPtrArray) shorter =
    g_ptr_array_new_with_free_func ((GDestroyNotify) heed_snapshot_unref);

  assert_plays (&one);
  for (guint i = 0; i < N_FRAMES; i++)
    ((HeedSnapshot *) g_ptr_array_index (fixture->frames, i))->epoch = uneven[i];
  assert_plays (&one);

  /* One film is shorter, or has only its first frame. */
  g_ptr_array_add (shorter, new_snapshot (0));
  fixture->reels[1].frames = shorter;
  assert_plays (&two);
  g_ptr_array_add (shorter, new_snapshot (1));
  assert_plays (&two);
}

static void
test_reel_nearest_frame_is_found (Fixture       *fixture,
                                  gconstpointer  user_data)
{
  g_assert_cmpuint (heed_reel_find (&fixture->reels[0], -1.0)->batch, ==, 0);
  g_assert_cmpuint (heed_reel_find (&fixture->reels[0], 2.4)->batch, ==, 2);
  g_assert_cmpuint (heed_reel_find (&fixture->reels[0], 99.0)->batch, ==, 4);
}

static guint
count_dark_pixels (cairo_surface_t *picture)
{
  const guint8 *pixels = cairo_image_surface_get_data (picture);
  int stride = cairo_image_surface_get_stride (picture);
  guint32 dark =
    heed_color_scale_lookup (heed_color_scale_get (HEED_PALETTE_BLUES, FALSE), 1.0) & 0xffffff;
  guint n_pixels = 0;

  for (int y = 0; y < cairo_image_surface_get_height (picture); y++)
    for (int x = 0; x < cairo_image_surface_get_width (picture); x++)
      n_pixels += (((const guint32 *) (gconstpointer) (pixels + y * stride))[x] & 0xffffff) == dark;

  return n_pixels;
}

static void
test_reel_strip_is_drawn (Fixture       *fixture,
                          gconstpointer  user_data)
{
  for (guint n_reels = 1; n_reels <= 2; n_reels++)
    {
      const HeedReels reels = { fixture->reels, n_reels };
      cairo_surface_t *picture;
      double width, height;
      cairo_t *cr;

      heed_reels_get_strip_size (&reels, &width, &height);
      picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
      cr = cairo_create (picture);
      heed_reels_draw_strip (&reels, cr, width, height);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_flush (picture);

      /* Half of the cells of eight heatmaps of at least 100 px are dark. */
      g_assert_cmpuint (count_dark_pixels (picture), >, n_reels * 8 * 100 * 100 / 2);
      cairo_surface_destroy (picture);
    }
}

/* --- As a GIF, read back by another library -------------------------------- */

typedef struct {
  guint n_frames;
  guint milliseconds[64];  /* how long each frame is shown */
  guint n_dark[64];        /* its darkest pixels */
  int   width;
  int   height;
} Movie;

static guint
count_dark_in (GdkPixbuf *picture)
{
  guint32 dark = heed_color_scale_lookup (heed_color_scale_get (HEED_PALETTE_BLUES, FALSE), 1.0);
  const guint8 *pixels = gdk_pixbuf_read_pixels (picture);
  int n_channels = gdk_pixbuf_get_n_channels (picture);
  guint n_dark = 0;

  for (int y = 0; y < gdk_pixbuf_get_height (picture); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (picture); x++)
      {
        const guint8 *p = pixels + y * gdk_pixbuf_get_rowstride (picture) + x * n_channels;

        n_dark +=
          p[0] == (dark >> 16 & 0xff) && p[1] == (dark >> 8 & 0xff) && p[2] == (dark & 0xff);
      }

  return n_dark;
}

/* Reads the frames until the last one, which is recognised by its longer duration. */
static void
read_gif (const char *path,
          Movie      *movie)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkPixbufAnimation) animation = gdk_pixbuf_animation_new_from_file (path, &error);
  g_autoptr(GdkPixbufAnimationIter) iter = NULL;
  guint total = 0;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  GTimeVal now = { 0, 0 };

  g_assert_no_error (error);
  *movie = (Movie) { .width = gdk_pixbuf_animation_get_width (animation),
                     .height = gdk_pixbuf_animation_get_height (animation) };
  iter = gdk_pixbuf_animation_get_iter (animation, &now);

  while (total < 14000)
    {
      int milliseconds = gdk_pixbuf_animation_iter_get_delay_time (iter);

      g_assert_cmpint (milliseconds, >, 0);
      movie->milliseconds[movie->n_frames] = (guint) milliseconds;
      movie->n_dark[movie->n_frames++] =
        count_dark_in (gdk_pixbuf_animation_iter_get_pixbuf (iter));
      total += (guint) milliseconds;
      g_time_val_add (&now, milliseconds * 1000);
      gdk_pixbuf_animation_iter_advance (iter, &now);
    }
  G_GNUC_END_IGNORE_DEPRECATIONS

  g_assert_cmpuint (total, ==, 14000);
}

/* Returns FALSE, and skips the test, if Heed was built without giflib. */
static gboolean
save_and_read_gif (const HeedReels *reels,
                   Movie           *movie)
{
  g_autofree char *folder = g_dir_make_tmp ("heed-reel-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "film.gif", NULL);
  g_autoptr(GError) error = NULL;
  gboolean is_saved = heed_reels_save_gif (reels, path, &error);

  if (is_saved)
    read_gif (path, movie);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    g_test_skip (error->message);
  else
    g_assert_no_error (error);

  g_unlink (path);
  g_rmdir (folder);

  return is_saved;
}

static void
test_reel_gif_shows_one_frame_after_the_other (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  const guint expected[N_FRAMES] = { 1500, 3000, 3000, 3000, 3500 };

  for (guint n_reels = 1; n_reels <= 2; n_reels++)
    {
      const HeedReels reels = { fixture->reels, n_reels };
      Movie movie;

      if (!save_and_read_gif (&reels, &movie))
        return;

      g_assert_cmpuint (movie.n_frames, ==, N_FRAMES);
      g_assert_cmpint (movie.width, ==, n_reels * (440 + 14) + 14);
      g_assert_cmpint (movie.height, ==, 14 + 22 + 22 + 220 + 18 + 14);
      for (guint i = 0; i < N_FRAMES; i++)
        {
          /* Half of the cells of a heatmap have exactly the darkest colour. */
          g_assert_cmpuint (movie.milliseconds[i], ==, expected[i]);
          g_assert_cmpuint (movie.n_dark[i], >, n_reels * 2 * 70 * 70);
        }
    }
}

static void
set_attention (HeedSnapshot *snapshot,
               const float  *weights)
{
  GPtrArray *matrices = snapshot->attentions->matrices;

  g_ptr_array_set_size (matrices, 0);
  g_ptr_array_add (matrices, heed_matrix_new (2, 2, weights));
}

/* The only change is between the second and the third frame. */
static void
test_reel_gif_stays_where_something_changes (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  static const float evenly[] = { 0.5f, 0.5f, 0.5f, 0.5f };
  const HeedReels reels = { fixture->reels, 1 };
  guint n_before = 0, of_change = 0;
  Movie movie;

  set_attention (g_ptr_array_index (fixture->frames, 0), evenly);
  set_attention (g_ptr_array_index (fixture->frames, 1), evenly);
  if (!save_and_read_gif (&reels, &movie))
    return;

  g_assert_cmpuint (movie.n_frames, >, 2);
  for (guint i = 0; i < movie.n_frames; i++)
    {
      n_before += movie.n_dark[i] == 0;
      of_change = MAX (of_change, movie.milliseconds[i]);
    }

  g_assert_cmpuint (n_before, >=, 1);
  g_assert_cmpuint (n_before, <, movie.n_frames);
  g_assert_cmpuint (of_change, >, 12000 * 0.4);
}

#define ADD(name, test) \
  g_test_add ("/app/reel/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("animation-shows-one-frame-after-the-other",
       test_reel_animation_shows_one_frame_after_the_other);
  ADD ("animation-shows-exactly-one-frame-at-any-moment",
       test_reel_animation_shows_exactly_one_frame_at_any_moment);
  ADD ("animation-of-two-has-both", test_reel_animation_of_two_has_both);
  ADD ("nearest-frame-is-found", test_reel_nearest_frame_is_found);
  ADD ("strip-is-drawn", test_reel_strip_is_drawn);
  ADD ("gif-shows-one-frame-after-the-other", test_reel_gif_shows_one_frame_after_the_other);
  ADD ("gif-stays-where-something-changes", test_reel_gif_stays_where_something_changes);

  return g_test_run ();
}
