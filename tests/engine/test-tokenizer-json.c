/* test-tokenizer-json.c — a tokenizer.json splits as the tokenizers library does
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For tokenizer-json.c, subword-model.c, normalizer.c, pre-tokenizer.c and
 * decoder-steps.c. The values are those of the library's documentation, or
 * worked out by hand.
 *
 * Covers: engine/text/added-tokens.c,
 *   engine/text/byte-level.c,
 *   engine/text/decoder-steps.c,
 *   engine/text/normalizer.c,
 *   engine/text/pattern.c,
 *   engine/text/pre-tokenizer.c,
 *   engine/text/step-list.c
 */

#include "engine/text/tokenizer-json.h"

#include <string.h>

#include "engine/heed.h"
#include "engine/text/decoder-steps.h"
#include "engine/text/normalizer.h"
#include "engine/text/pre-tokenizer.h"
#include "engine/text/step-list.h"
#include "engine/text/subword-model.h"
#include "tests/engine/scratch.h"
#include "tests/engine/sentencepiece-model.h"

static const HeedJsonLimits limits = { 16, 10000 };

static HeedTokenizerJson *
load (const char  *text,
      GError     **error)
{
  g_autoptr(GBytes) bytes = scratch_block (text, strlen (text));

  return heed_tokenizer_json_new (bytes, error);
}

static void
assert_ids (const char *json,
            const char *text,
            const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTokenizerJson) self = load (json, &error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_true (heed_tokenizer_json_encode (self, text, ids, NULL, &error));
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (found, "%s%u", i == 0 ? "" : " ", g_array_index (ids, guint32, i));
  g_assert_cmpstr (found->str, ==, expected);
}

static void
assert_text (const char *json,
             const char *list,
             const char *expected)
{
  g_autoptr(HeedTokenizerJson) self = load (json, NULL);
  g_auto(GStrv) numbers = g_strsplit (list, " ", -1);
  guint n_ids = g_strv_length (numbers);
  g_autofree guint32 *ids = g_new (guint32, n_ids);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_ids; i++)
    ids[i] = (guint32) g_ascii_strtoull (numbers[i], NULL, 10);
  text = heed_tokenizer_json_decode (self, ids, n_ids);
  g_assert_cmpstr (text, ==, expected);
}

/* --- Models --- */

static const char word_level[] = "{\"normalizer\": {\"type\": \"Lowercase\"}, \"pre_tokenizer\": "
                                 "{\"type\": \"Whitespace\"}, \"model\": "
                                 "{\"type\": \"WordLevel\", \"vocab\": {\"[UNK]\": 0, \"hello\": "
                                 "1, \"world\": 2, \"!\": 3}, \"unk_token\": \"[UNK]\"}}";

static const char byte_level[] =
  "{\"pre_tokenizer\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false}, \"decoder\": "
  "{\"type\": \"ByteLevel\"}, "
  "\"model\": {\"type\": \"BPE\", \"vocab\": {\"H\": 0, \"e\": 1, \"l\": 2, \"o\": 3, \"Ġ\": 4, "
  "\"w\": 5, \"Ġw\": 6, "
  "\"He\": 7, \"ll\": 8, \"Ã\": 9, \"©\": 10}, \"merges\": [\"Ġ w\", [\"H\", \"e\"], \"l l\"]}}";

static const char ended[] =
  "{\"pre_tokenizer\": {\"type\": \"WhitespaceSplit\"}, \"decoder\": {\"type\": \"BPEDecoder\", "
  "\"suffix\": \"</w>\"}, "
  "\"model\": {\"type\": \"BPE\", \"end_of_word_suffix\": \"</w>\", \"unk_token\": \"<unk>\", "
  "\"fuse_unk\": true, \"vocab\": "
  "{\"<unk>\": 0, \"l\": 1, \"o\": 2, \"w</w>\": 3, \"lo\": 4, \"low</w>\": 5, \"w\": 6}, "
  "\"merges\": [\"l o\", \"lo w</w>\"]}}";

static const char unigram[] =
  "{\"pre_tokenizer\": {\"type\": \"Metaspace\", \"replacement\": \"▁\", \"prepend_scheme\": "
  "\"always\"}, "
  "\"decoder\": {\"type\": \"Metaspace\", \"replacement\": \"▁\", \"prepend_scheme\": \"always\"}, "
  "\"model\": {\"type\": \"Unigram\", \"unk_id\": 0, \"vocab\": [[\"<unk>\", 0], [\"▁\", -2], "
  "[\"t\", -3], [\"h\", -3], "
  "[\"e\", -3], [\"▁the\", -4], [\"c\", -3], [\"a\", -3], [\"▁ca\", -5]]}}";

static const char word_piece[] = "{\"normalizer\": {\"type\": \"BertNormalizer\", \"lowercase\": "
                                 "true}, \"pre_tokenizer\": {\"type\": "
                                 "\"BertPreTokenizer\"}, \"decoder\": {\"type\": \"WordPiece\", "
                                 "\"prefix\": \"##\", \"cleanup\": true}, \"model\": "
                                 "{\"type\": \"WordPiece\", \"unk_token\": \"[UNK]\", \"vocab\": "
                                 "{\"[UNK]\": 0, \"ka\": 1, \"##tze\": 2, \",\": 3, "
                                 "\"elan\": 4, \"##t\": 5, \"猫\": 6}}}";

static void
test_tokenizer_json_words_are_tokens (void)
{
  assert_ids (word_level, "Hello, world!", "1 0 2 3");
  assert_ids (word_level, "", "");
  assert_text (word_level, "1 2", "hello world");
}

static void
test_tokenizer_json_bytes_are_merged (void)
{
  assert_ids (byte_level, "Hello wé", "7 8 3 6 9 10");
  assert_text (byte_level, "7 8 3 6 9 10", "Hello wé");
}

static void
test_tokenizer_json_pieces_may_end_words (void)
{
  assert_ids (ended, "low lo low", "5 1 0 5");
  assert_ids (ended, "lxyo", "1 0");
  assert_text (ended, "5 4 5", "low lolow");
}

static void
test_tokenizer_json_best_pieces_are_taken (void)
{
  assert_ids (unigram, "the cat", "5 8 2");
  assert_ids (unigram, "the  dd", "5 1 1 0");
  assert_text (unigram, "5 8 2", "the cat");
}

static void
test_tokenizer_json_longest_pieces_are_taken (void)
{
  assert_ids (word_piece, "Katze, Élan", "1 2 3 4");
  assert_ids (word_piece, "kat katzex 猫ka", "1 5 0 6 1");
  assert_text (word_piece, "1 2 3 4", "katze, elan");
}

/* --- Added tokens, and what stands around a text --- */

static void
test_tokenizer_json_added_tokens_come_first (void)
{
  static const char json[] = "{\"added_tokens\": [{\"id\": 4, \"content\": \"<mask>\", \"lstrip\": "
                             "true, \"special\": true, \"normalized\": false}, "
                             "{\"id\": 5, \"content\": \"hello world\", \"normalized\": true}, "
                             "{\"id\": 6, \"content\": \"GoodBye\", \"normalized\": true}], "
                             "\"normalizer\": {\"type\": \"Lowercase\"}, \"pre_tokenizer\": "
                             "{\"type\": \"Whitespace\"}, \"model\": {\"type\": "
                             "\"WordLevel\", \"vocab\": {\"[UNK]\": 0, \"hello\": 1, \"world\": 2, "
                             "\"!\": 3}, \"unk_token\": \"[UNK]\"}}";

  assert_ids (json, "hello <mask>!", "1 4 3");
  assert_ids (json, "<MASK>", "0 0 0");
  assert_ids (json, "HELLO WORLD!", "5 3");
  assert_ids (json, "Goodbye!", "6 3");
}

static void
test_tokenizer_json_says_what_stands_around (void)
{
  static const char json[] =
    "{\"post_processor\": {\"type\": \"TemplateProcessing\", \"single\": [{\"SpecialToken\": "
    "{\"id\": \"<s>\"}}, "
    "{\"Sequence\": {\"id\": \"A\"}}, {\"SpecialToken\": {\"id\": \"</s>\"}}], \"special_tokens\": "
    "{\"</s>\": {\"ids\": [1]}, "
    "\"<s>\": {\"ids\": [3]}}}, \"model\": {\"type\": \"WordLevel\", \"vocab\": {\"a\": 0}}}";
  g_autoptr(HeedTokenizerJson) self = load (json, NULL);
  g_autoptr(HeedTokenizerJson) bare = load (word_level, NULL);
  guint32 begin, end;

  heed_tokenizer_json_get_frame (self, &begin, &end);
  g_assert_cmpuint (begin, ==, 3);
  g_assert_cmpuint (end, ==, 1);
  heed_tokenizer_json_get_frame (bare, &begin, &end);
  g_assert_cmpuint (begin, ==, HEED_NO_TOKEN);
  g_assert_cmpuint (end, ==, HEED_NO_TOKEN);
}

/* --- Steps --- */

static void
assert_split (const char *json,
              const char *text,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedJson) parsed = heed_json_parse (NULL, json, strlen (json), &limits, &error);
  g_autoptr(HeedPreTokenizer) self = heed_pre_tokenizer_new (parsed, &error);
  g_autoptr(GPtrArray) words = NULL;
  g_autofree char *found = NULL;
  gsize n_bytes_left = HEED_STEPS_MAX_BYTES;

  g_assert_no_error (error);
  words = heed_pre_tokenizer_apply (self, text, TRUE, &n_bytes_left, &error);
  g_assert_no_error (error);
  g_ptr_array_add (words, NULL);
  found = g_strjoinv ("|", (char **) words->pdata);
  g_assert_cmpstr (found, ==, expected);
}

#define SPLIT(behavior) \
  "{\"type\": \"Split\", \"pattern\": {\"String\": \"-\"}, \"behavior\": \"" behavior "\"}"

static void
test_pre_tokenizer_splits_by_what_it_is_told (void)
{
  assert_split (SPLIT ("Removed"), "the-final--countdown", "the|final|countdown");
  assert_split (SPLIT ("Isolated"), "the-final--countdown", "the|-|final|-|-|countdown");
  assert_split (SPLIT ("MergedWithPrevious"), "the-final--countdown", "the-|final-|-|countdown");
  assert_split (SPLIT ("MergedWithNext"), "the-final--countdown", "the|-final|-|-countdown");
  assert_split (SPLIT ("Contiguous"), "the-final--countdown", "the|-|final|--|countdown");
  assert_split ("{\"type\": \"Split\", \"pattern\": {\"Regex\": \"[a-z]+\"}, \"behavior\": "
                "\"Removed\", \"invert\": true}",
                "ab1c", "ab|c");
  assert_split ("{\"type\": \"Whitespace\"}", "Hi, it's été!", "Hi|,|it|'|s|été|!");
  assert_split ("{\"type\": \"WhitespaceSplit\"}", " Hi, you\tthere ", "Hi,|you|there");
  assert_split ("{\"type\": \"Punctuation\"}", "Hey, you!+", "Hey|,| you|!|+");
  assert_split ("{\"type\": \"Digits\"}", "a1b22", "a|1|b|22");
  assert_split ("{\"type\": \"Digits\", \"individual_digits\": true}", "a1b22", "a|1|b|2|2");
  assert_split ("{\"type\": \"CharDelimiterSplit\", \"delimiter\": \"x\"}", "axbxx", "a|b");
  assert_split ("{\"type\": \"BertPreTokenizer\"}", "Hey friend!", "Hey|friend|!");
  assert_split ("{\"type\": \"Metaspace\"}", "the cat  s", "▁the|▁cat|▁|▁s");
  assert_split ("{\"type\": \"Metaspace\", \"prepend_scheme\": \"never\", \"split\": false}", "a b",
                "a▁b");
  assert_split ("{\"type\": \"ByteLevel\"}", "Hello it's  me", "ĠHello|Ġit|'s|Ġ|Ġme");
  assert_split ("{\"type\": \"UnicodeScripts\"}", "どこで生れ。Yes", "どこで生れ|。|Yes");
  assert_split ("{\"type\": \"UnicodeScripts\"}", "Apples are りんご 林檎ー", "Apples are |りんご 林檎ー");
  assert_split ("{\"type\": \"UnicodeScripts\"}", "  ab1 ", "ab|1 ");
  assert_split ("{\"type\": \"UnicodeScripts\"}", "  ", "");
  assert_split ("{\"type\": \"Sequence\", \"pretokenizers\": [{\"type\": \"WhitespaceSplit\"}, "
                "{\"type\": \"Digits\"}]}",
                "a1 b", "a|1|b");
}

static void
assert_normal (const char *json,
               const char *text,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedJson) parsed = heed_json_parse (NULL, json, strlen (json), &limits, &error);
  g_autoptr(HeedNormalizer) self = heed_normalizer_new (parsed, &error);
  g_autofree char *found = NULL;
  gsize n_bytes_left = HEED_STEPS_MAX_BYTES;

  g_assert_no_error (error);
  found = heed_normalizer_apply (self, text, &n_bytes_left, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_normalizer_does_what_it_is_told (void)
{
  assert_normal ("null", "Élan", "Élan");
  assert_normal (
    "{\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"NFD\"}, {\"type\": \"StripAccents\"}, "
    "{\"type\": \"Lowercase\"}]}",
    "Élan ΣΑΣ", "elan σασ");
  assert_normal ("{\"type\": \"NFKC\"}", "ﬁ ①", "fi 1");
  assert_normal ("{\"type\": \"Replace\", \"pattern\": {\"Regex\": \" {2,}\"}, \"content\": \"▁\"}",
                 "a  b c", "a▁b c");
  assert_normal (
    "{\"type\": \"Replace\", \"pattern\": {\"String\": \".\"}, \"content\": \"\\\\1\"}", "a.b",
    "a\\1b");
  assert_normal ("{\"type\": \"Nmt\"}", "a\tb\x01\xe2\x80\x8b\xc2\x8f▁\xc2\xa0", "a b  \xc2\xa0");
  assert_normal ("{\"type\": \"ByteLevel\"}", "Hello 我今天", "HelloĠæĪĳä»Ĭå¤©");
  assert_normal ("{\"type\": \"Prepend\", \"prepend\": \"▁\"}", "a", "▁a");
  assert_normal ("{\"type\": \"Strip\", \"strip_right\": false}", " a ", "a ");
  assert_normal ("{\"type\": \"BertNormalizer\"}", "É\t猫a", "e  猫 a");
  assert_normal ("{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"\"}", "É", "É");
}

static void
assert_decoded (const char *json,
                const char *list,
                const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedJson) parsed = heed_json_parse (NULL, json, strlen (json), &limits, &error);
  g_autoptr(HeedDecoderSteps) self = heed_decoder_steps_new (parsed, &error);
  g_auto(GStrv) tokens = g_strsplit (list, " ", -1);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = heed_decoder_steps_apply (self, (const char *const *) tokens);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_decoder_steps_do_what_they_are_told (void)
{
  assert_decoded ("null", "a b", "a b");
  assert_decoded ("{\"type\": \"Sequence\", \"decoders\": [{\"type\": \"Replace\", \"pattern\": "
                  "{\"String\": \"▁\"}, "
                  "\"content\": \" \"}, {\"type\": \"ByteFallback\"}, {\"type\": \"Fuse\"}, "
                  "{\"type\": \"Strip\", "
                  "\"content\": \" \", \"start\": 1, \"stop\": 0}]}",
                  "▁a <0xC3> <0xA9> ▁b", "aé b");
  assert_decoded ("{\"type\": \"WordPiece\", \"cleanup\": false}", "a ##b .", "ab .");
}

/* --- What is not known, and what is hostile --- */

static void
assert_refused (const char *json,
                const char *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (load (json, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, part) == NULL)
    g_error ("expected %s in: %s", part, error->message);
}

#define UNIGRAM                                                                    \
  "\"model\": {\"type\": \"Unigram\", \"unk_id\": 0, \"vocab\": [[\"<unk>\", 0], [\"a\", -1]]}"

/* A table that makes "\xfc" of "a": read as a character, it would be six bytes long. */
static void
test_tokenizer_json_a_table_of_half_characters_is_refused (void)
{
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();
  g_autofree char *table = NULL;
  g_autofree char *json = NULL;

  charsmap->data[charsmap->len - 2] = 0xfc;
  table = g_base64_encode (charsmap->data, charsmap->len);
  json = g_strdup_printf ("{\"normalizer\": {\"type\": \"Precompiled\", "
                          "\"precompiled_charsmap\": \"%s\"}, " UNIGRAM "}",
                          table);
  assert_refused (json, "normalisation table");
}

/* \C matches one byte of a character, even if another escape seems to end before it. */
static void
test_tokenizer_json_patterns_cannot_cut_characters (void)
{
  static const char *const parts[] = {
    "\"normalizer\": {\"type\": \"Replace\", \"pattern\": {\"Regex\": \"%s\"}, "
    "\"content\": \"\"}",
    "\"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"Regex\": \"%s\"}, "
    "\"behavior\": \"Isolated\"}",
    "\"decoder\": {\"type\": \"Replace\", \"pattern\": {\"Regex\": \"%s\"}, "
    "\"content\": \"\"}",
  };
  static const char *const patterns[] = { "\\\\C", "x|(?<=\\\\C)", "\\\\c\\\\\\\\C" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts) * G_N_ELEMENTS (patterns); i++)
    {
      g_auto(GStrv) halves = g_strsplit (parts[i % G_N_ELEMENTS (parts)], "%s", 2);
      g_autofree char *json = g_strconcat ("{", halves[0], patterns[i / G_N_ELEMENTS (parts)],
                                           halves[1], ", " UNIGRAM "}", NULL);

      assert_refused (json, "\\C");
    }
}

static void
test_subword_model_half_a_character_is_refused (void)
{
  static const char *const models[] = {
    "{\"type\": \"Unigram\", \"unk_id\": 0, \"vocab\": [[\"<unk>\", 0]]}",
    "{\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"unk_token\": \"a\", \"merges\": []}",
    "{\"type\": \"WordPiece\", \"vocab\": {\"a\": 0}, \"unk_token\": \"a\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedJson) json =
        heed_json_parse (NULL, models[i], strlen (models[i]), &limits, &error);
      g_autoptr(HeedSubwordModel) self = heed_subword_model_new (json, &error);
      g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

      g_assert_no_error (error);
      g_assert_false (heed_subword_model_encode (self, "\xfc", ids, NULL, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
    }
}

#define MODEL "\"model\": {\"type\": \"WordLevel\", \"vocab\": {\"a\": 0}}"

static void
test_tokenizer_json_what_is_not_known_is_named (void)
{
  assert_refused ("", "tokenizer.json");
  assert_refused ("[]", "tokenizer.json");
  assert_refused ("{}", "model");
  assert_refused ("{\"model\": {\"type\": \"Bigram\"}}", "Bigram");
  assert_refused ("{\"normalizer\": {\"type\": \"Latin\"}, " MODEL "}", "Latin");
  assert_refused ("{\"normalizer\": {\"type\": \"Sequence\", \"normalizers\": [3]}, " MODEL "}",
                  "normalizer");
  assert_refused ("{\"pre_tokenizer\": {\"type\": \"Syllables\"}, " MODEL "}", "Syllables");
  assert_refused (
    "{\"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"Regex\": \"(\"}}, " MODEL "}",
    "pattern");
  assert_refused ("{\"decoder\": {\"type\": \"CTC\"}, " MODEL "}", "CTC");
  assert_refused ("{\"post_processor\": {\"type\": \"Other\"}, " MODEL "}", "Other");
  assert_refused ("{\"model\": {\"type\": \"WordLevel\", \"vocab\": {\"a\": -1}}}", "vocab");
  assert_refused ("{\"model\": {\"type\": \"WordLevel\", \"vocab\": {\"a\": 4294967295}}}",
                  "vocab");
  assert_refused ("{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"a\"]}}",
                  "two pieces");
  assert_refused (
    "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"dropout\": 0.1, \"merges\": []}}",
    "dropout");
  assert_refused ("{\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"a\"]]}}", "score");
  assert_refused ("{\"model\": {\"type\": \"Unigram\", \"unk_id\": 7, \"vocab\": [[\"a\", 0]]}}",
                  "unk_id");
  assert_refused ("{\"added_tokens\": [{\"content\": \"a\"}], " MODEL "}", "id");
  assert_refused (
    "{\"normalizer\": {\"type\": \"Precompiled\", \"precompiled_charsmap\": \"AAAA\"}, " MODEL "}",
    "normalisation table");
}

/* Returns {"type": "Sequence", NAME: [step, step, …]}. */
static char *
write_sequence (const char *name,
                const char *step,
                guint       n_steps)
{
  g_autoptr(GString) json = g_string_new (NULL);

  g_string_printf (json, "{\"type\": \"Sequence\", \"%s\": [", name);
  for (guint i = 0; i < n_steps; i++)
    g_string_append_printf (json, "%s%s", i == 0 ? "" : ", ", step);

  return g_strconcat (json->str, "]}", NULL);
}

/* Returns a Replace step that makes n_bytes of each "a". */
static char *
write_grower (gsize n_bytes)
{
  g_autofree char *content = g_strnfill (n_bytes, 'a');

  return g_strdup_printf ("{\"type\": \"Replace\", \"pattern\": {\"String\": \"a\"}, "
                          "\"content\": \"%s\"}",
                          content);
}

/* Four steps make 10^12 bytes of one, already of an added token while the file is read. */
static void
test_normalizer_text_that_grows_is_too_large (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *grower = write_grower (1000);
  g_autofree char *steps = write_sequence ("normalizers", grower, 4);
  g_autofree char *json = g_strdup_printf ("{\"normalizer\": %s, " MODEL "}", steps);
  g_autofree char *added = g_strdup_printf ("{\"added_tokens\": [{\"id\": 1, \"content\": \"a\", "
                                            "\"normalized\": true}], \"normalizer\": %s, " MODEL
                                            "}", steps);
  g_autoptr(HeedTokenizerJson) self = load (json, &error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_assert_no_error (error);
  g_assert_false (heed_tokenizer_json_encode (self, "a", ids, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
  assert_refused (added, "normalizer: expected less text");
}

/* A table may grow a text as much as a pattern. */
static void
test_normalizer_table_that_grows_is_too_large (void)
{
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();
  g_autofree char *content = g_strnfill (1000, 'a');
  g_autofree char *table = NULL;
  g_autofree char *step = NULL;
  g_autofree char *steps = NULL;
  g_autofree char *json = NULL;
  g_autoptr(HeedTokenizerJson) self = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(GError) error = NULL;

  g_byte_array_set_size (charsmap, charsmap->len - 2);
  g_byte_array_append (charsmap, (const guint8 *) content, 1001);
  table = g_base64_encode (charsmap->data, charsmap->len);
  step = g_strdup_printf ("{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"%s\"}", table);
  steps = write_sequence ("normalizers", step, 4);
  json = g_strdup_printf ("{\"normalizer\": %s, " MODEL "}", steps);
  self = load (json, &error);
  g_assert_no_error (error);
  g_assert_false (heed_tokenizer_json_encode (self, "a", ids, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
}

/* Bytes outside ASCII become two characters each, so every step doubles the text. */
static void
test_pre_tokenizer_text_that_grows_is_too_large (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *steps =
    write_sequence ("pretokenizers", "{\"type\": \"ByteLevel\", \"use_regex\": false}", 40);
  g_autofree char *json = g_strdup_printf ("{\"pre_tokenizer\": %s, " MODEL "}", steps);
  g_autoptr(HeedTokenizerJson) self = load (json, &error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_assert_no_error (error);
  g_assert_false (heed_tokenizer_json_encode (self, "é", ids, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
  assert_refused ("{\"pre_tokenizer\": {\"type\": \"Metaspace\", \"replacement\": \"aa\"}, " MODEL
                  "}", "replacement");
}

/* What a decoder makes is only shown, so the last text that is short enough is good. */
static void
test_decoder_steps_stop_before_the_text_is_too_long (void)
{
  g_autofree char *grower = write_grower (1000);
  g_autofree char *steps = write_sequence ("decoders", grower, 4);
  g_autofree char *json = g_strdup_printf ("{\"decoder\": %s, " MODEL "}", steps);
  g_autoptr(HeedTokenizerJson) self = load (json, NULL);
  g_autofree char *text = heed_tokenizer_json_decode (self, &(guint32) { 0 }, 1);

  g_assert_cmpuint (strlen (text), ==, 1000 * 1000);
}

static void
test_step_list_too_many_steps_are_refused (void)
{
  for (guint n_steps = 64; n_steps <= 65; n_steps++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *steps = write_sequence ("normalizers", "{\"type\": \"NFC\"}", n_steps);
      g_autofree char *json = g_strdup_printf ("{\"normalizer\": %s, " MODEL "}", steps);
      g_autoptr(HeedTokenizerJson) self = load (json, &error);

      if (n_steps == 64)
        g_assert_no_error (error);
      else
        g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
      g_assert_cmpint (self != NULL, ==, n_steps == 64);
    }
}

static void
test_tokenizer_json_without_unknown_a_strange_word_is_an_error (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTokenizerJson) self = load ("{" MODEL "}", NULL);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);

  g_assert_false (heed_tokenizer_json_encode (self, "b", ids, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
  g_assert_true (heed_tokenizer_json_encode (self, "b", ids, unknown, NULL));
  g_assert_cmpuint (unknown->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/tokenizer-json/words-are-tokens", test_tokenizer_json_words_are_tokens);
  g_test_add_func ("/engine/tokenizer-json/bytes-are-merged", test_tokenizer_json_bytes_are_merged);
  g_test_add_func ("/engine/tokenizer-json/pieces-may-end-words",
                   test_tokenizer_json_pieces_may_end_words);
  g_test_add_func ("/engine/tokenizer-json/best-pieces-are-taken",
                   test_tokenizer_json_best_pieces_are_taken);
  g_test_add_func ("/engine/tokenizer-json/longest-pieces-are-taken",
                   test_tokenizer_json_longest_pieces_are_taken);
  g_test_add_func ("/engine/tokenizer-json/added-tokens-come-first",
                   test_tokenizer_json_added_tokens_come_first);
  g_test_add_func ("/engine/tokenizer-json/says-what-stands-around",
                   test_tokenizer_json_says_what_stands_around);
  g_test_add_func ("/engine/pre-tokenizer/splits-by-what-it-is-told",
                   test_pre_tokenizer_splits_by_what_it_is_told);
  g_test_add_func ("/engine/normalizer/does-what-it-is-told", test_normalizer_does_what_it_is_told);
  g_test_add_func ("/engine/decoder-steps/do-what-they-are-told",
                   test_decoder_steps_do_what_they_are_told);
  g_test_add_func ("/engine/tokenizer-json/a-table-of-half-characters-is-refused",
                   test_tokenizer_json_a_table_of_half_characters_is_refused);
  g_test_add_func ("/engine/tokenizer-json/patterns-cannot-cut-characters",
                   test_tokenizer_json_patterns_cannot_cut_characters);
  g_test_add_func ("/engine/subword-model/half-a-character-is-refused",
                   test_subword_model_half_a_character_is_refused);
  g_test_add_func ("/engine/tokenizer-json/what-is-not-known-is-named",
                   test_tokenizer_json_what_is_not_known_is_named);
  g_test_add_func ("/engine/normalizer/text-that-grows-is-too-large",
                   test_normalizer_text_that_grows_is_too_large);
  g_test_add_func ("/engine/normalizer/table-that-grows-is-too-large",
                   test_normalizer_table_that_grows_is_too_large);
  g_test_add_func ("/engine/pre-tokenizer/text-that-grows-is-too-large",
                   test_pre_tokenizer_text_that_grows_is_too_large);
  g_test_add_func ("/engine/decoder-steps/stop-before-the-text-is-too-long",
                   test_decoder_steps_stop_before_the_text_is_too_long);
  g_test_add_func ("/engine/step-list/too-many-steps-are-refused",
                   test_step_list_too_many_steps_are_refused);
  g_test_add_func ("/engine/tokenizer-json/without-unknown-a-strange-word-is-an-error",
                   test_tokenizer_json_without_unknown_a_strange_word_is_an_error);

  return g_test_run ();
}
