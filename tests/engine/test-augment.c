/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/training/mixing/contractions.c,
 *   engine/training/mixing/names.c
 */

#include "engine/training/mixing/augment.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/compare.h"

typedef gboolean (*Change) (GString *source, GString *target);

typedef struct {
  const char *source;
  const char *target;
  const char *changed_source;  /* NULL: neither side changes */
  const char *changed_target;
} Case;

static void
assert_changes (Change       change,
                const Case  *cases,
                guint        n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr(GString) source = g_string_new (cases[i].source);
      g_autoptr(GString) target = g_string_new (cases[i].target);
      gboolean is_changed = change (source, target);

      g_assert_cmpstr (source->str, ==, is_changed ? cases[i].changed_source : cases[i].source);
      g_assert_cmpstr (target->str, ==, is_changed ? cases[i].changed_target : cases[i].target);
      g_assert_cmpint (is_changed, ==, cases[i].changed_source != NULL);
    }
}

static void
test_augment_final_marks_go_on_both_sides (void)
{
  static const Case cases[] = {
    { "The cat is black.", "Le chat est noir.", "The cat is black", "Le chat est noir" },
    { "Where are you?", "Où es-tu ?", "Where are you", "Où es-tu" },
    { "Stop!", "Arrête\u202f!", "Stop", "Arrête" },
    { "What?!", "Quoi\u00a0?!", "What", "Quoi" },
    { "Well...", "Eh bien…", "Well", "Eh bien" },
    { "Who are you?", "你是谁？", "Who are you", "你是谁" },
    { "我爱你。", "I love you.", "我爱你", "I love you" },
    { "Go away!", "走开！", "Go away", "走开" },
    { "It costs 3.5.", "Ça coûte 3,5.", "It costs 3.5", "Ça coûte 3,5" },

    /* If only one side has the mark, removing it would make the sides differ in meaning. */
    { "The cat is black.", "Le chat est noir", NULL, NULL },
    { "The cat is black", "Le chat est noir.", NULL, NULL },
    { "He said \"no.\"", "Il a dit « non. »", NULL, NULL },

    /* Nothing would be left after the change. */
    { "?", "?", NULL, NULL },
    { "Hello.", "…", NULL, NULL },
    { "! !", "Bonjour !", NULL, NULL },
    { "\".", "Rien.", NULL, NULL },
  };

  assert_changes (heed_augment_drop_final_marks, cases, G_N_ELEMENTS (cases));
}

static void
test_augment_lower_case_is_of_both_sides (void)
{
  static const Case cases[] = {
    { "I love Paris.", "J'aime Paris.", "i love paris.", "j'aime paris." },
    { "ÉCOLE Œuvre", "A", "école œuvre", "a" },
    { "I love you.", "我爱你。", "i love you.", "我爱你。" },
    { "Cat", "chat", "cat", "chat" },
    { "cat", "chat", NULL, NULL },

    /* The case of the target does not follow from the source. */
    { "cat", "Chat", NULL, NULL },
    { "我爱你。", "I love you.", NULL, NULL },
  };

  assert_changes (heed_augment_lower_case, cases, G_N_ELEMENTS (cases));
}

static void
test_augment_first_letters_are_lowered_on_both_sides (void)
{
  static const Case cases[] = {
    { "The cat sees Tom.", "Le chat voit Tom.", "the cat sees Tom.", "le chat voit Tom." },
    { "It's late.", "Il est tard.", "it's late.", "il est tard." },
    { "A cat.", "Écoute un chat.", "a cat.", "écoute un chat." },
    { "That is it.", "C'est ça.", "that is it.", "c'est ça." },
    { "The cat.", "这只猫。", "the cat.", "这只猫。" },

    /* The case of the target does not follow from the source. */
    { "这只猫。", "The cat.", NULL, NULL },

    /* "I" is always written with a capital letter, and so are acronyms. */
    { "I am here.", "Je suis ici.", NULL, NULL },
    { "I'm here.", "Je suis ici.", NULL, NULL },
    { "PHP is a language.", "PHP est un langage.", NULL, NULL },
    { "the cat", "le chat", NULL, NULL },
    { "the cat", "Le chat", NULL, NULL },
    { "1 cat", "Un chat", NULL, NULL },
    { "猫", "猫", NULL, NULL },
  };

  assert_changes (heed_augment_lower_first_letter, cases, G_N_ELEMENTS (cases));
}

static gboolean
join_with_a_short_one (GString *source,
                       GString *target)
{
  HeedPair next = { "Go home.", "Rentre chez toi.", NULL };

  return heed_augment_join (source, target, &next);
}

static void
test_augment_joins_whole_short_sentences (void)
{
  static const Case cases[] = {
    { "It's late.", "Il est tard.", "It's late. Go home.", "Il est tard. Rentre chez toi." },
    { "Why?", "Pourquoi ?", "Why? Go home.", "Pourquoi ? Rentre chez toi." },
    { "It's late", "Il est tard.", NULL, NULL },
    { "It's late.", "Il est tard", NULL, NULL },
    { "Go home.", "Va chez toi.", NULL, NULL },
    { "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
      "sixteen seventeen "
      "eighteen nineteen twenty twenty-one twenty-two.",
      "Un.", NULL, NULL },
  };

  assert_changes (join_with_a_short_one, cases, G_N_ELEMENTS (cases));
}

static gboolean
join_with_a_chinese_one (GString *source,
                         GString *target)
{
  HeedPair next = { "I am late.", "我迟到了。", NULL };

  return heed_augment_join (source, target, &next);
}

static gboolean
join_with_a_fragment (GString *source,
                      GString *target)
{
  HeedPair next = { "the cat", "le chat", NULL };

  return heed_augment_join (source, target, &next);
}

static void
test_augment_joins_chinese_without_a_space (void)
{
  static const Case cases[] = {
    { "Sorry.", "对不起。", "Sorry. I am late.", "对不起。我迟到了。" },
  };

  assert_changes (join_with_a_chinese_one, cases, G_N_ELEMENTS (cases));
}

static void
test_augment_joins_no_fragment (void)
{
  static const Case cases[] = {
    { "It's late.", "Il est tard.", NULL, NULL },
  };

  assert_changes (join_with_a_fragment, cases, G_N_ELEMENTS (cases));
}

/* --- Contractions --- */

static void
assert_english (gboolean  (*change) (GString *),
                const char *before,
                const char *after)
{
  g_autoptr(GString) text = g_string_new (before);

  g_assert_cmpint (change (text), ==, !g_str_equal (before, after));
  g_assert_cmpstr (text->str, ==, after);
}

static void
test_augment_contracts_what_can_be (void)
{
  assert_english (heed_augment_contract, "I am here and you are not here.",
                  "I'm here and you aren't here.");
  assert_english (heed_augment_contract, "Do not go.", "Don't go.");
  assert_english (heed_augment_contract, "He cannot swim.", "He can't swim.");
  assert_english (heed_augment_contract, "It is late.", "It's late.");
  assert_english (heed_augment_contract, "I will not come.", "I won't come.");
  assert_english (heed_augment_contract, "We know she is right.", "We know she's right.");
  assert_english (heed_augment_contract, "That is what they will say.", "That's what they'll say.");

  /* Unchanged: the phrase ends the clause, or is none that can be contracted. */
  assert_english (heed_augment_contract, "I know who he is.", "I know who he is.");
  assert_english (heed_augment_contract, "Yes, I am.", "Yes, I am.");
  assert_english (heed_augment_contract, "What is it?", "What is it?");
  assert_english (heed_augment_contract, "Kiwi am good.", "Kiwi am good.");
  assert_english (heed_augment_contract, "I have a cat.", "I have a cat.");
  assert_english (heed_augment_contract, "The cat is black.", "The cat is black.");
}

static void
test_augment_expands_what_has_one_meaning (void)
{
  assert_english (heed_augment_expand, "I'm here and you're not.", "I am here and you are not.");
  assert_english (heed_augment_expand, "Don't go.", "Do not go.");
  assert_english (heed_augment_expand, "He can't swim.", "He cannot swim.");
  assert_english (heed_augment_expand, "We've won.", "We have won.");
  assert_english (heed_augment_expand, "they'll come", "they will come");

  /* "He's" may be "he is" or "he has"; in a question the words would have to change places. */
  assert_english (heed_augment_expand, "He's gone.", "He's gone.");
  assert_english (heed_augment_expand, "Don't you know?", "Don't you know?");
  assert_english (heed_augment_expand, "Don't you dare.", "Don't you dare.");
  assert_english (heed_augment_expand, "Why didn't Tom come?", "Why didn't Tom come?");
  assert_english (heed_augment_expand, "I'd go.", "I'd go.");
}

/* --- Names --- */

static HeedNames *
parse_names (const char  *json,
             GError     **error)
{
  g_autoptr(HeedJson) groups = heed_json_parse ("name_groups", json, strlen (json), NULL, error);

  return groups != NULL ? heed_names_parse (groups, error) : NULL;
}

#define GROUPS \
  "[[\"Tom\", \"Paul\"], [\"Mary\", \"Anna\", \"Jane\"], [\"Tom=汤姆\", \"Ken=肯\"], " \
  "[\"Rome\", \"London=Londres\"]]"

static void
assert_swapped (const char *source,
                const char *target,
                const char *swapped_source,
                const char *swapped_target)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedNames) names = parse_names (GROUPS, &error);
  g_autoptr(GString) new_source = g_string_new (source);
  g_autoptr(GString) new_target = g_string_new (target);
  HeedRandom random;
  gboolean is_swapped;

  g_assert_no_error (error);
  heed_random_seed (&random, 1);
  is_swapped = heed_names_swap (names, &random, new_source, new_target);

  g_assert_cmpstr (new_source->str, ==, swapped_source);
  g_assert_cmpstr (new_target->str, ==, swapped_target);
  g_assert_cmpint (is_swapped, ==, !g_str_equal (source, swapped_source));
}

static void
test_augment_names_are_swapped_on_both_sides (void)
{
  assert_swapped ("Tom ran.", "Tom courait.", "Paul ran.", "Paul courait.");
  assert_swapped ("Tom is Tom's friend.", "Tom est l'ami de Tom.", "Paul is Paul's friend.",
                  "Paul est l'ami de Paul.");
  assert_swapped ("I saw Tom", "J'ai vu Tom", "I saw Paul", "J'ai vu Paul");
  assert_swapped ("Tom ran.", "汤姆跑了。", "Ken ran.", "肯跑了。");
  assert_swapped ("I love Rome.", "J'aime Rome.", "I love London.", "J'aime Londres.");

  /* The new name must elide like the old one: "de Mary" would become "d'Anna". */
  assert_swapped ("Mary ran.", "Mary courait.", "Jane ran.", "Jane courait.");
}

static void
test_augment_names_are_left_where_sides_differ (void)
{
  static const char *const pairs[][2] = {
    { "Tom ran.", "Il courait." },
    { "He ran.", "Tom courait." },
    { "Tom's Tom ran.", "Tom courait." },
    { "Tomorrow we run.", "Tomorrow courait." },
    { "Tom knows Paul.", "Tom connaît Paul." },
    { "Anna ran.", "Anna courait." },
    { "The cat ran.", "Le chat courait." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_swapped (pairs[i][0], pairs[i][1], pairs[i][0], pairs[i][1]);
}

static void
test_augment_wrong_names_are_refused (void)
{
  static const char *const wrong[] = {
    "[]",
    "{}",
    "3",
    "[[]]",
    "[[\"Tom\"]]",
    "[\"Tom\", \"Paul\"]",
    "[[\"Tom\", 3]]",
    "[[\"Tom\", \"\"]]",
    "[[\"Tom\", \"=a\"]]",
    "[[\"Tom\", \"a=\"]]",
    "[[\"Tom\", null]]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse_names (wrong[i], &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
      g_assert_true (g_str_has_prefix (error->message, "name_groups: "));
    }
}

/* --- Shares --- */

#define N_DRAWS 4000

static const HeedPair sentences[] = {
  { "I am here.", "Je suis ici.", NULL },
  { "The cat sees Tom.", "Le chat voit Tom.", NULL },
  { "Where is he?", "Où est-il ?", NULL },
};

static HeedPairs *
draw (const HeedAugmentation *augmentation,
      guint64                 seed)
{
  HeedPairs *drawn = heed_pairs_new ();
  HeedRandom random;

  heed_random_seed (&random, seed);
  for (guint i = 0; i < N_DRAWS; i++)
    heed_augment_pair (augmentation, &random, sentences, G_N_ELEMENTS (sentences),
                       i % G_N_ELEMENTS (sentences), drawn);

  return drawn;
}

/* Returns the share of drawn pairs for which is_so holds on both sides. */
static double
share_that (HeedPairs   *pairs,
            gboolean   (*is_so) (const char *))
{
  guint n_pairs, n = 0;
  const HeedPair *all = heed_pairs_get (pairs, &n_pairs);

  for (guint i = 0; i < n_pairs; i++)
    {
      g_assert_cmpstr (all[i].source, !=, "");
      g_assert_cmpstr (all[i].target, !=, "");
      n += is_so (all[i].source) && is_so (all[i].target);
    }

  return (double) n / n_pairs;
}

static gboolean
has_no_mark (const char *text)
{
  return g_ascii_isalpha (text[strlen (text) - 1]);
}

static gboolean
has_no_capital (const char *text)
{
  return strpbrk (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL;
}

static gboolean
is_two_sentences (const char *text)
{
  return strpbrk (text, ".?") != text + strlen (text) - 1;
}

static void
test_augment_shares_are_kept (void)
{
  HeedAugmentation augmentation = { .final_mark = 0.3, .lower_case = 0.2 };
  HeedAugmentation joins = { .join = 0.25 };
  g_autoptr(HeedPairs) drawn = draw (&augmentation, 1);
  g_autoptr(HeedPairs) joined = draw (&joins, 1);

  assert_close (share_that (drawn, has_no_mark), 0.3, 0.03, "without final marks");
  assert_close (share_that (drawn, has_no_capital), 0.2, 0.03, "in lower case");
  assert_close (share_that (joined, is_two_sentences), 0.25, 0.03, "joined");
}

static void
test_augment_without_shares_changes_nothing (void)
{
  HeedAugmentation none = { 0 };
  g_autoptr(HeedPairs) drawn = draw (&none, 1);
  guint n_pairs;
  const HeedPair *all = heed_pairs_get (drawn, &n_pairs);

  g_assert_cmpuint (n_pairs, ==, N_DRAWS);
  for (guint i = 0; i < n_pairs; i++)
    {
      g_assert_cmpstr (all[i].source, ==, sentences[i % G_N_ELEMENTS (sentences)].source);
      g_assert_cmpstr (all[i].target, ==, sentences[i % G_N_ELEMENTS (sentences)].target);
    }
}

static guint
count_same (HeedPairs *a,
            HeedPairs *b)
{
  guint n, n_same = 0;
  const HeedPair *left = heed_pairs_get (a, &n);
  const HeedPair *right = heed_pairs_get (b, &n);

  for (guint i = 0; i < n; i++)
    n_same += g_str_equal (left[i].source, right[i].source) &&
              g_str_equal (left[i].target, right[i].target);

  return n_same;
}

static void
test_augment_same_seed_gives_the_same_pairs (void)
{
  static const char text[] = "{\"final_mark\": 0.2, \"lower_case\": 0.2, \"first_letter\": 0.2, "
                             "\"contractions\": 0.5, \"join\": 0.2,"
                             " \"names\": 0.5, \"name_groups\": " GROUPS "}";
  g_autoptr(HeedJson) json = heed_json_parse (NULL, text, strlen (text), NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPairs) first = NULL;
  g_autoptr(HeedPairs) again = NULL;
  g_autoptr(HeedPairs) other = NULL;
  HeedAugmentation augmentation;

  heed_augmentation_parse (&augmentation, json, "en", &error);
  g_assert_no_error (error);

  first = draw (&augmentation, 3);
  again = draw (&augmentation, 3);
  other = draw (&augmentation, 4);
  g_assert_cmpuint (count_same (first, again), ==, N_DRAWS);
  g_assert_cmpuint (count_same (first, other), <, N_DRAWS * 3 / 4);

  heed_augmentation_clear (&augmentation);
}

static void
test_augment_wrong_options_are_refused (void)
{
  static const struct { const char *json; const char *language; const char *what; } wrong[] = {
    { "{\"final\": 0.2}", "en", "augment" },
    { "{\"final_mark\": 1.5}", "en", "final_mark" },
    { "{\"lower_case\": -0.1}", "en", "lower_case" },
    { "{\"join\": \"often\"}", "en", "join" },
    { "{\"contractions\": 0.1}", "fr", "contractions" },
    { "{\"contractions\": 0.1}", "", "contractions" },
    { "{\"names\": 0.1}", "en", "augment" },
    { "{\"name_groups\": [[\"Tom\", \"Paul\"]]}", "en", "augment" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(HeedJson) json =
        heed_json_parse ("augment", wrong[i].json, strlen (wrong[i].json), NULL, NULL);
      g_autofree char *expected = g_strconcat (wrong[i].what, ": expected ", NULL);
      g_autoptr(GError) error = NULL;
      HeedAugmentation augmentation;

      g_assert_false (heed_augmentation_parse (&augmentation, json, wrong[i].language, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
      g_assert_nonnull (strstr (error->message, expected));
      heed_augmentation_clear (&augmentation);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/augment/final-marks-go-on-both-sides",
                   test_augment_final_marks_go_on_both_sides);
  g_test_add_func ("/engine/augment/lower-case-is-of-both-sides",
                   test_augment_lower_case_is_of_both_sides);
  g_test_add_func ("/engine/augment/first-letters-are-lowered-on-both-sides",
                   test_augment_first_letters_are_lowered_on_both_sides);
  g_test_add_func ("/engine/augment/joins-whole-short-sentences",
                   test_augment_joins_whole_short_sentences);
  g_test_add_func ("/engine/augment/joins-chinese-without-a-space",
                   test_augment_joins_chinese_without_a_space);
  g_test_add_func ("/engine/augment/joins-no-fragment", test_augment_joins_no_fragment);
  g_test_add_func ("/engine/augment/contracts-what-can-be", test_augment_contracts_what_can_be);
  g_test_add_func ("/engine/augment/expands-what-has-one-meaning",
                   test_augment_expands_what_has_one_meaning);
  g_test_add_func ("/engine/augment/names-are-swapped-on-both-sides",
                   test_augment_names_are_swapped_on_both_sides);
  g_test_add_func ("/engine/augment/names-are-left-where-sides-differ",
                   test_augment_names_are_left_where_sides_differ);
  g_test_add_func ("/engine/augment/wrong-names-are-refused", test_augment_wrong_names_are_refused);
  g_test_add_func ("/engine/augment/shares-are-kept", test_augment_shares_are_kept);
  g_test_add_func ("/engine/augment/without-shares-changes-nothing",
                   test_augment_without_shares_changes_nothing);
  g_test_add_func ("/engine/augment/same-seed-gives-the-same-pairs",
                   test_augment_same_seed_gives_the_same_pairs);
  g_test_add_func ("/engine/augment/wrong-options-are-refused",
                   test_augment_wrong_options_are_refused);

  return g_test_run ();
}
