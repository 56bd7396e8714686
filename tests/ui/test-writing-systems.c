/* test-writing-systems.c — every view, with words of many scripts
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words that are written from right to left, that have no spaces between them, or whose letters
 * are joined or carry marks, and emoji: each has its place in each view, is drawn there, and does
 * not overlap its neighbours.
 */

#include <math.h>
#include <string.h>

#include "drawn.h"
#include "ui/heatmap.h"
#include "ui/ribbons.h"
#include "ui/running-text.h"
#include "ui/style.h"
#include "ui/target-sentence.h"
#include "ui/token-strip.h"

#define WIDTH  760
#define HEIGHT 560

/* Arabic, Hebrew, Chinese, Japanese, Thai, Hindi, a letter with two marks, an emoji joined from
 * three, a combining mark alone, and a word that is longer than any label. */
static const char *const words[] = {
  "▁القطة", "▁חתול", "▁猫", "▁ねこ", "▁แมว", "▁नमस्ते", "▁o\314\202\314\201i",
  "▁👩\342\200\215👩\342\200\215👧",
  "\314\201",
  "▁אבגדהוזחטיכלמנסעפצקרשתאבגדהוזחטיכלמנסעפצקרשת", "</s>",
};

#define N_WORDS G_N_ELEMENTS (words)

static void
fill_tokens (HeedToken *tokens)
{
  for (guint i = 0; i < N_WORDS; i++)
    tokens[i] = (HeedToken) {
      .id = i,
      .text = words[i],
      .is_special = words[i][0] == '<',
      .starts_word = g_str_has_prefix (words[i], "▁") || words[i][0] == '<',
    };
}

/* Row i attends to column i. */
static HeedMatrix *
new_diagonal (void)
{
  g_autofree float *values = g_new0 (float, N_WORDS * N_WORDS);

  for (guint i = 0; i < N_WORDS; i++)
    values[i * N_WORDS + i] = 1.0f;

  return heed_matrix_new (N_WORDS, N_WORDS, values);
}

static GtkWidget *
show (GtkWidget *widget)
{
  GtkWidget *window = drawn_window_new (widget, WIDTH, HEIGHT);

  while (gtk_widget_get_width (widget) == 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_test_widget_wait_for_draw (widget);

  return window;
}

/* Counts the pixels of a part that are drawn and differ from its first pixel. */
static guint
count_ink (cairo_surface_t *picture,
           HeedRectangle    part)
{
  guint32 paper = drawn_pixel (picture, part.x, part.y);
  guint n = 0;

  for (double y = part.y; y < part.y + part.height; y++)
    for (double x = part.x; x < part.x + part.width; x++)
      n += !drawn_are_near (drawn_pixel (picture, x, y), paper, 24);

  return n;
}

/* --- The heatmap --- */

static GtkWidget *
new_heatmap (GtkTextDirection direction)
{
  GtkWidget *heatmap = heed_heatmap_new ();
  g_autoptr(HeedMatrix) matrix = new_diagonal ();
  HeedToken tokens[N_WORDS];

  fill_tokens (tokens);
  gtk_widget_set_direction (heatmap, direction);
  heed_heatmap_set_source (HEED_HEATMAP (heatmap), tokens, N_WORDS);
  heed_heatmap_set_target (HEED_HEATMAP (heatmap), tokens, N_WORDS);
  heed_heatmap_set_matrix (HEED_HEATMAP (heatmap), matrix);

  return heatmap;
}

static void
test_writing_systems_heatmap_has_every_label_beside_its_row (gconstpointer direction)
{
  GtkWidget *heatmap = new_heatmap (GPOINTER_TO_INT (direction));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *window;
  HeedHeatmapLayout layout;
  cairo_surface_t *picture;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), heatmap);
  window = show (scrolled);
  g_assert_true (
    heed_heatmap_view_get_layout (heed_heatmap_get_view (HEED_HEATMAP (heatmap)), &layout));
  picture = drawn_snapshot (heatmap);

  for (guint row = 0; row < N_WORDS; row++)
    {
      HeedRectangle cell = heed_heatmap_layout_get_cell (&layout, row, row);
      HeedRectangle label = { layout.left - layout.row_label_width - 6.0, cell.y + 1.0,
                              layout.row_label_width, cell.height - 2.0 };

      /* The number of the row is at that row, and over no other column. */
      g_assert_cmpuint (count_ink (picture, label), >, 3);
      for (guint column = 0; column < N_WORDS; column++)
        {
          HeedRectangle other = heed_heatmap_layout_get_cell (&layout, row, column);
          guint32 found = drawn_pixel (picture, other.x + other.width / 2,
                                       other.y + other.height / 2);
          guint32 dark = drawn_pixel (picture, cell.x + cell.width / 2, cell.y + cell.height / 2);

          g_assert_cmpint (drawn_are_near (found, dark, 8), ==, column == row);
        }
    }

  cairo_surface_destroy (picture);
  drawn_finish (window, heatmap);
}

/* A label that is too long is ellipsized; it stays within the picture and off the cells. */
static void
test_writing_systems_heatmap_labels_stay_in_their_place (void)
{
  GtkWidget *heatmap = new_heatmap (GTK_TEXT_DIR_LTR);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *window;
  HeedHeatmapLayout layout;
  cairo_surface_t *picture;
  HeedRectangle edge;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), heatmap);
  window = show (scrolled);
  heed_heatmap_view_get_layout (heed_heatmap_get_view (HEED_HEATMAP (heatmap)), &layout);
  picture = drawn_snapshot (heatmap);

  edge = (HeedRectangle) { 0.0, layout.top, 2.0, layout.view_height };
  g_assert_cmpuint (count_ink (picture, edge), ==, 0);
  edge = (HeedRectangle) { layout.left - 3.0, layout.top, 2.0, layout.view_height };
  g_assert_cmpuint (count_ink (picture, edge), ==, 0);
  edge = (HeedRectangle) { 0.0, 0.0, WIDTH - 20.0, 2.0 };
  g_assert_cmpuint (count_ink (picture, edge), ==, 0);

  cairo_surface_destroy (picture);
  drawn_finish (window, heatmap);
}

/* --- Ribbons --- */

/* Text is darker than any ribbon. */
static guint
count_letters (cairo_surface_t *picture,
               HeedRectangle    part)
{
  guint n = 0;

  for (double y = part.y; y < part.y + part.height; y++)
    for (double x = part.x; x < part.x + part.width; x++)
      {
        guint32 pixel = drawn_pixel (picture, x, y);

        n += (pixel >> 24) > 128 && (pixel & 0xff) < 80 && (pixel >> 8 & 0xff) < 80;
      }

  return n;
}

static void
test_writing_systems_ribbons_have_every_label (void)
{
  GtkWidget *ribbons = heed_ribbons_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr(HeedMatrix) matrix = new_diagonal ();
  HeedToken tokens[N_WORDS];
  GtkWidget *window;
  cairo_surface_t *picture;

  fill_tokens (tokens);
  heed_ribbons_set_source (HEED_RIBBONS (ribbons), tokens, N_WORDS);
  heed_ribbons_set_target (HEED_RIBBONS (ribbons), tokens, N_WORDS);
  heed_ribbons_set_matrix (HEED_RIBBONS (ribbons), matrix);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), ribbons);
  window = show (scrolled);
  picture = drawn_snapshot (ribbons);

  /* No text is cut off at either side. */
  g_assert_cmpuint (count_ink (picture, (HeedRectangle) { 0.0, 0.0, 1.0, HEIGHT - 20.0 }), ==, 0);
  g_assert_cmpuint (count_ink (picture, (HeedRectangle) { 4.0, 4.0, WIDTH / 4.0, HEIGHT - 40.0 }),
                    >, 100);
  /* No text overlaps the ribbons, in either direction of reading. */
  g_assert_cmpuint (count_letters (picture, (HeedRectangle) { WIDTH * 0.42, 0.0, WIDTH * 0.18,
                                                              HEIGHT - 20.0 }), ==, 0);
  cairo_surface_destroy (picture);
  drawn_finish (window, ribbons);
}

/* --- The text --- */

/* Each word can be found under the pointer, in either direction of reading. */
static void
test_writing_systems_running_text_finds_every_word (void)
{
  GtkWidget *text = heed_running_text_new ();
  g_autoptr(HeedMatrix) matrix = new_diagonal ();
  HeedToken tokens[N_WORDS];
  gboolean is_found[2][N_WORDS] = { { FALSE } };
  GtkWidget *window;

  fill_tokens (tokens);
  heed_running_text_set_source (HEED_RUNNING_TEXT (text), tokens, N_WORDS);
  heed_running_text_set_target (HEED_RUNNING_TEXT (text), tokens, N_WORDS);
  heed_running_text_set_matrix (HEED_RUNNING_TEXT (text), matrix);
  window = show (text);

  for (int y = 0; y < gtk_widget_get_height (text); y += 3)
    for (int x = 0; x < WIDTH; x += 2)
      {
        HeedPlace place;

        drawn_move (text, x, y);
        place = heed_running_text_get_focus (HEED_RUNNING_TEXT (text));
        if (place.index >= 0)
          is_found[place.is_row][place.index] = TRUE;
      }

  for (guint i = 0; i < N_WORDS; i++)
    if (!g_str_equal (words[i], "\314\201"))  /* a combining mark shares the space of its base */
      g_assert_true (is_found[FALSE][i] && is_found[TRUE][i]);
  drawn_finish (window, text);
}

static void
test_writing_systems_sentence_finds_every_word (void)
{
  GtkWidget *sentence = heed_target_sentence_new ();
  HeedToken tokens[N_WORDS];
  gboolean is_found[N_WORDS] = { FALSE };
  GtkWidget *window;

  fill_tokens (tokens);
  heed_target_sentence_set_tokens (HEED_TARGET_SENTENCE (sentence), tokens, N_WORDS);
  window = show (sentence);

  for (int y = 0; y < gtk_widget_get_height (sentence); y += 3)
    for (int x = 0; x < WIDTH; x += 2)
      {
        int index = heed_target_sentence_find_token (HEED_TARGET_SENTENCE (sentence), x, y);

        if (index >= 0)
          is_found[index] = TRUE;
      }

  for (guint i = 0; i + 1 < N_WORDS; i++)
    if (!g_str_equal (words[i], "\314\201"))
      g_assert_true (is_found[i]);
  drawn_finish (window, sentence);
}

/* --- The strip --- */

static void
test_writing_systems_strip_has_a_chip_for_each (void)
{
  GtkWidget *strip = heed_token_strip_new ();
  HeedToken tokens[N_WORDS];
  GtkWidget *window;
  int height = 0;

  fill_tokens (tokens);
  heed_token_strip_set_tokens (HEED_TOKEN_STRIP (strip), tokens, N_WORDS);
  window = show (strip);

  for (guint i = 0; i < N_WORDS; i++)
    {
      GtkWidget *label = drawn_find (strip, GTK_TYPE_LABEL, i);
      int natural;

      gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      g_assert_cmpint (natural, >, 0);
      height = MAX (height, gtk_widget_get_height (label));
      g_assert_cmpint (gtk_widget_get_width (label), <=, WIDTH);
    }
  g_assert_cmpint (height, >, 0);
  drawn_finish (window, strip);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  g_test_add_data_func ("/ui/writing-systems/heatmap-has-every-label-beside-its-row",
                        GINT_TO_POINTER (GTK_TEXT_DIR_LTR),
                        test_writing_systems_heatmap_has_every_label_beside_its_row);
  g_test_add_data_func ("/ui/writing-systems/heatmap-is-the-same-from-the-right",
                        GINT_TO_POINTER (GTK_TEXT_DIR_RTL),
                        test_writing_systems_heatmap_has_every_label_beside_its_row);
  g_test_add_func ("/ui/writing-systems/heatmap-labels-stay-in-their-place",
                   test_writing_systems_heatmap_labels_stay_in_their_place);
  g_test_add_func ("/ui/writing-systems/ribbons-have-every-label",
                   test_writing_systems_ribbons_have_every_label);
  g_test_add_func ("/ui/writing-systems/running-text-finds-every-word",
                   test_writing_systems_running_text_finds_every_word);
  g_test_add_func ("/ui/writing-systems/sentence-finds-every-word",
                   test_writing_systems_sentence_finds_every_word);
  g_test_add_func ("/ui/writing-systems/strip-has-a-chip-for-each",
                   test_writing_systems_strip_has_a_chip_for_each);

  return g_test_run ();
}
