/* test-markup.c — tags of a line, carried over to its translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/markup/markup.c, app/core/markup/markup-text.c
 */

#include <string.h>

#include "app/core/markup/markup-text.h"

typedef struct {
  HeedMarkupText *text;
  GArray         *parts;
  char           *html;
} Carried;

static Carried
carry (const char     *line,
       const char     *target,
       const char     *links,
       HeedMarkupRule  rule)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedAlignment) alignment = heed_alignment_parse (links, 0, &error);
  Carried carried = { 0 };

  g_assert_no_error (error);
  carried.text = heed_markup_text_parse (line, &error);
  g_assert_no_error (error);
  carried.parts =
    heed_markup_text_carry (carried.text, target, alignment, rule, &carried.html);

  return carried;
}

static void
clear (Carried *carried)
{
  heed_markup_text_free (carried->text);
  g_array_unref (carried->parts);
  g_free (carried->html);
}

static HeedMarkupPart *
get_part (const Carried *carried,
          guint          i)
{
  g_assert_cmpuint (i, <, carried->parts->len);

  return &g_array_index (carried->parts, HeedMarkupPart, i);
}

/* Checks the resulting line, and the fate of each tag, one word each. */
static void
assert_carried (const char     *line,
                const char     *target,
                const char     *links,
                HeedMarkupRule  rule,
                const char     *html,
                const char     *fates)
{
  Carried carried = carry (line, target, links, rule);
  g_autoptr(GString) said = g_string_new (NULL);

  for (guint i = 0; i < carried.parts->len; i++)
    g_string_append_printf (said, "%s%s", i > 0 ? " " : "",
                            heed_markup_fate_get_name (get_part (&carried, i)->fate));
  g_assert_cmpstr (carried.html, ==, html);
  g_assert_cmpstr (said->str, ==, fates);
  clear (&carried);
}

static void
test_markup_follows_links (void)
{
  assert_carried ("a <b>red</b> house", "une maison rouge", "0-0 1-2 2-1",
                  HEED_MARKUP_WHOLE_WORD, "une maison <b>rouge</b>", "carried");
  assert_carried ("plain", "simple", "0-0", HEED_MARKUP_WHOLE_WORD, "simple", "");
}

/* Several tags of a phrase whose words are reordered; none may be lost. */
static void
test_markup_reordered_phrases_keep_their_tags (void)
{
  assert_carried ("<b>the</b> <i>economic</i> <a href='#'>area</a>", "la zone économique",
                  "0-0 1-2 2-1", HEED_MARKUP_WHOLE_WORD,
                  "<b>la</b> <a href='#'>zone</a> <i>économique</i>", "carried carried carried");
}

static void
test_markup_what_is_lost_is_named (void)
{
  Carried carried = carry ("see <b>Anna</b> now", "voir maintenant", "0-0 2-1",
                           HEED_MARKUP_WHOLE_WORD);

  g_assert_cmpuint (get_part (&carried, 0)->fate, ==, HEED_MARKUP_LOST);
  g_assert_cmpuint (get_part (&carried, 0)->links->len, ==, 0);
  g_assert_cmpstr (carried.html, ==, "voir maintenant");
  clear (&carried);
}

/* A bold phrase is split by a word that is linked to a word outside of it. */
static void
test_markup_what_is_split_is_named_and_a_span_mends_it (void)
{
  const char *line = "he <b>gave up</b> it";
  const char *target = "er gab es auf";

  assert_carried (line, target, "0-0 1-1 3-2 2-3", HEED_MARKUP_WHOLE_WORD,
                  "er <b>gab</b> es <b>auf</b>", "split");
  assert_carried (line, target, "0-0 1-1 3-2 2-3", HEED_MARKUP_SPAN, "er <b>gab es auf</b>",
                  "carried");
}

static void
test_markup_a_word_without_a_link_inherits (void)
{
  const char *line = "we <b>must go</b> home";
  const char *target = "il nous faut y aller chez nous";

  assert_carried (line, target, "0-1 1-2 2-4 3-6", HEED_MARKUP_WHOLE_WORD,
                  "il nous <b>faut</b> y <b>aller</b> chez nous", "split");
  assert_carried (line, target, "0-1 1-2 2-4 3-6", HEED_MARKUP_INHERITED,
                  "il nous <b>faut y aller chez</b> nous", "carried");
  assert_carried ("<b>a</b> b", "x A B", "0-1 1-2", HEED_MARKUP_INHERITED, "<b>x A</b> B",
                  "carried");
}

/* The pieces of one word follow different source tokens: the tag splits the word. */
static void
test_markup_per_token_may_cut_a_word (void)
{
  static const guint target_words[] = { 0, 1, 1, 2 };
  const HeedMarkupRange marks[] = { { 1, 2 }, { 0, 1 } };
  g_autoptr(HeedAlignment) links = heed_alignment_parse ("0-0 1-1 2-2 3-3", 0, NULL);
  const HeedMarkupLinks tokens = { links, 4, target_words, HEED_MARKUP_PER_TOKEN };
  g_autoptr(GArray) parts = heed_markup_carry (marks, 2, &tokens);
  const HeedMarkupPart *cut = &g_array_index (parts, HeedMarkupPart, 0);

  g_assert_true (cut->is_cut);
  g_assert_cmpuint (cut->fate, ==, HEED_MARKUP_CARRIED);
  g_assert_cmpuint (g_array_index (cut->ranges, HeedMarkupRange, 0).first, ==, 1);
  g_assert_cmpuint (g_array_index (cut->ranges, HeedMarkupRange, 0).end, ==, 2);
  g_assert_false (g_array_index (parts, HeedMarkupPart, 1).is_cut);
}

static void
test_markup_the_links_to_blame_are_told (void)
{
  Carried carried = carry ("a <b>b c</b> d", "A B C D", "0-0 1-1 2-3 3-2",
                           HEED_MARKUP_WHOLE_WORD);
  GArray *links = get_part (&carried, 0)->links;

  g_assert_cmpuint (links->len, ==, 2);
  g_assert_cmpuint (g_array_index (links, HeedLink, 0).source, ==, 1);
  g_assert_cmpuint (g_array_index (links, HeedLink, 0).target, ==, 1);
  g_assert_cmpuint (g_array_index (links, HeedLink, 1).source, ==, 2);
  g_assert_cmpuint (g_array_index (links, HeedLink, 1).target, ==, 3);
  clear (&carried);
}

static void
test_markup_what_is_around_nothing_has_a_place (void)
{
  assert_carried ("one<br>two", "un deux", "0-0 1-1", HEED_MARKUP_WHOLE_WORD,
                  "un <br>deux", "empty");
  assert_carried ("on<wbr>e two", "un deux", "0-0 1-1", HEED_MARKUP_WHOLE_WORD,
                  "<wbr>un deux", "empty");
  assert_carried ("one <br/>two", "deux un", "0-1 1-0", HEED_MARKUP_WHOLE_WORD,
                  "<br/>deux un", "empty");
  assert_carried ("one <b></b> two", "un deux", "0-0", HEED_MARKUP_WHOLE_WORD, "un <b></b>deux",
                  "empty");
  assert_carried ("one<img src='a>b'>", "un", "", HEED_MARKUP_WHOLE_WORD, "un<img src='a>b'>",
                  "empty");
}

static void
test_markup_tags_within_tags_stay_well_formed (void)
{
  assert_carried ("<p><b>one</b> two</p>", "deux un", "0-1 1-0", HEED_MARKUP_WHOLE_WORD,
                  "<p>deux <b>un</b></p>", "carried carried");
  /* Overlapping in the source, and made to overlap by the links. */
  assert_carried ("<b>one <i>two</b> three</i>", "A B C", "0-0 1-1 2-2",
                  HEED_MARKUP_WHOLE_WORD, "<b>A <i>B</i></b> <i>C</i>", "carried carried");
}

static void
test_markup_part_of_a_word_marks_the_word (void)
{
  assert_carried ("un<b>believ</b>able (<i>so</i>)", "incroyable (oui)", "0-0 1-1",
                  HEED_MARKUP_WHOLE_WORD, "<b>incroyable</b> <i>(oui)</i>", "carried carried");
}

static void
test_markup_entities_and_what_is_no_tag_are_text (void)
{
  g_autoptr(HeedMarkupText) text =
    heed_markup_text_parse ("a &lt; b &amp; c &#233;&#xe9; &nope; 1 < 2 <3 &", NULL);

  g_assert_cmpstr (text->text, ==, "a < b & c éé &nope; 1 < 2 <3 &");
  g_assert_cmpuint (text->tags->len, ==, 0);
  assert_carried ("<b>x</b>", "a < b & c", "0-4", HEED_MARKUP_WHOLE_WORD,
                  "a &lt; b &amp; <b>c</b>", "carried");
}

static void
test_markup_unbalanced_tags_are_counted (void)
{
  g_autoptr(HeedMarkupText) text = heed_markup_text_parse ("</i>a <b>b <u>c</b>", NULL);

  g_assert_cmpstr (text->text, ==, "a b c");
  g_assert_cmpuint (text->n_unopened, ==, 1);
  g_assert_cmpuint (text->n_unclosed, ==, 1);
  assert_carried ("a <b>b", "A B", "0-0 1-1", HEED_MARKUP_WHOLE_WORD, "A <b>B</b>", "carried");
}

/* Truncated or deeply nested input is processed without failure. */
static void
test_markup_hostile_lines_end (void)
{
  const char *line = "a<b x='1\">'>&#x110000; &amp <i>é</i><!-- c --></b><br/>";
  g_autoptr(GString) many = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (gsize n = 0; n <= strlen (line); n++)
    {
      g_autofree char *cut = g_strndup (line, n);
      g_autofree char *valid = g_utf8_make_valid (cut, -1);
      Carried carried = carry (valid, "A B", "0-0 9-9 0-9 1-1", HEED_MARKUP_INHERITED);

      g_assert_nonnull (strstr (carried.html, "A"));
      clear (&carried);
    }

  for (guint i = 0; i < 1001; i++)
    g_string_append (many, "<b>");
  g_assert_null (heed_markup_text_parse (many->str, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/markup/follows-links", test_markup_follows_links);
  g_test_add_func ("/app/markup/reordered-phrases-keep-their-tags",
                   test_markup_reordered_phrases_keep_their_tags);
  g_test_add_func ("/app/markup/what-is-lost-is-named", test_markup_what_is_lost_is_named);
  g_test_add_func ("/app/markup/what-is-split-is-named-and-a-span-mends-it",
                   test_markup_what_is_split_is_named_and_a_span_mends_it);
  g_test_add_func ("/app/markup/a-word-without-a-link-inherits",
                   test_markup_a_word_without_a_link_inherits);
  g_test_add_func ("/app/markup/per-token-may-cut-a-word", test_markup_per_token_may_cut_a_word);
  g_test_add_func ("/app/markup/the-links-to-blame-are-told",
                   test_markup_the_links_to_blame_are_told);
  g_test_add_func ("/app/markup/what-is-around-nothing-has-a-place",
                   test_markup_what_is_around_nothing_has_a_place);
  g_test_add_func ("/app/markup/tags-within-tags-stay-well-formed",
                   test_markup_tags_within_tags_stay_well_formed);
  g_test_add_func ("/app/markup/part-of-a-word-marks-the-word",
                   test_markup_part_of_a_word_marks_the_word);
  g_test_add_func ("/app/markup/entities-and-what-is-no-tag-are-text",
                   test_markup_entities_and_what_is_no_tag_are_text);
  g_test_add_func ("/app/markup/unbalanced-tags-are-counted",
                   test_markup_unbalanced_tags_are_counted);
  g_test_add_func ("/app/markup/hostile-lines-end", test_markup_hostile_lines_end);

  return g_test_run ();
}
