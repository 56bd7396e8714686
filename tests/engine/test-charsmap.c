/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/charsmap.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"
#include "tests/engine/sentencepiece-model.h"

#define MATCH 0x100

/* Returns the unit of byte at index node, whose children start at index base. */
static guint32
make_unit (guint   byte,
           guint32 node,
           guint32 base)
{
  return byte | (node ^ base) << 10;
}

static gboolean
check (GByteArray  *charsmap,
       GError     **error)
{
  g_autoptr(GBytes) block = scratch_block (charsmap->data, charsmap->len);

  return heed_charsmap_check (g_bytes_get_data (block, NULL), charsmap->len, error);
}

static void
assert_refused (GByteArray *charsmap)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (check (charsmap, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
}

static void
test_charsmap_sound_one_passes (void)
{
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();
  g_autoptr(GError) error = NULL;

  g_assert_true (check (charsmap, &error));
  g_assert_no_error (error);
}

static void
test_charsmap_shortest_beginning_is_found (void)
{
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();
  g_autoptr(GBytes) block = scratch_block (charsmap->data, charsmap->len);

  g_assert_cmpstr (heed_charsmap_find (block, "a", 1), ==, "b");
  g_assert_cmpstr (heed_charsmap_find (block, "ac", 2), ==, "b");
  g_assert_null (heed_charsmap_find (block, "c", 1));
  g_assert_null (heed_charsmap_find (block, "", 0));
}

static void
test_charsmap_every_truncation_is_damaged (void)
{
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();

  while (charsmap->len > 0)
    {
      g_byte_array_set_size (charsmap, charsmap->len - 1);
      assert_refused (charsmap);
    }
}

static void
test_charsmap_wrong_trie_length_is_damaged (void)
{
  static const guint32 lengths[] = {
    0, 1, 4, 255 * 4, 768 * 4 + 2, 768 * 4 + 3, 768 * 4 + 4, G_MAXINT32, G_MAXUINT32
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();

      memcpy (charsmap->data, &(guint32) { GUINT32_TO_LE (lengths[i]) }, 4);
      assert_refused (charsmap);
    }
}

static void
test_charsmap_child_out_of_bounds_is_damaged (void)
{
  g_autoptr(GByteArray) root = charsmap_new_a_to_b ();
  g_autoptr(GByteArray) node = charsmap_new_a_to_b ();
  g_autoptr(GByteArray) far = charsmap_new_a_to_b ();

  charsmap_set_unit (root, 0, 768 << 10);
  assert_refused (root);

  charsmap_set_unit (node, 256 ^ 'a', make_unit ('a', 256 ^ 'a', 768));
  assert_refused (node);

  charsmap_set_unit (far, 0, 0x1fffff << 10 | 1 << 9);
  assert_refused (far);
}

static void
test_charsmap_text_out_of_bounds_is_damaged (void)
{
  static const guint32 begins[] = { 2, 3, 1000, G_MAXINT32 };

  for (gsize i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();

      charsmap_set_unit (charsmap, 512, 0x80000000 | begins[i]);
      assert_refused (charsmap);
    }
}

static void
test_charsmap_endless_text_is_damaged (void)
{
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();

  charsmap->data[charsmap->len - 1] = 'b';
  assert_refused (charsmap);

  for (guint i = 0; i < 2000; i++)
    g_byte_array_append (charsmap, (const guint8 *) "b", 1);
  g_byte_array_append (charsmap, (const guint8 *) "", 1);
  assert_refused (charsmap);
}

/* A reader that trusts the first byte of a character would jump over the end of the text. */
static void
test_charsmap_text_that_is_not_utf8_is_damaged (void)
{
  static const char *const texts[] = { "\xfc", "\xe2", "b\x80", "\xc0\x80" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();

      g_byte_array_set_size (charsmap, charsmap->len - 2);
      g_byte_array_append (charsmap, (const guint8 *) texts[i], (guint) strlen (texts[i]) + 1);
      assert_refused (charsmap);
    }
}

/* The unit of "a" leads back to its parent; each round would be another match. */
static void
test_charsmap_ring_of_matches_is_damaged (void)
{
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();

  charsmap_set_unit (charsmap, 256, 0x80000000);
  charsmap_set_unit (charsmap, 256 ^ 'a', MATCH | make_unit ('a', 256 ^ 'a', 256));
  assert_refused (charsmap);
}

static void
test_charsmap_ring_without_matches_passes (void)
{
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();
  g_autoptr(GError) error = NULL;

  charsmap_set_unit (charsmap, 256 ^ 'a', make_unit ('a', 256 ^ 'a', 256));
  g_assert_true (check (charsmap, &error));
  g_assert_no_error (error);
}

/* A chain of bytes in which each is a match: 32 matches are accepted, 33 are not. */
static void
test_charsmap_too_many_matches_are_damaged (void)
{
  for (guint n_matches = 32; n_matches <= 33; n_matches++)
    {
      g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();
      g_autoptr(GError) error = NULL;
      guint base = 256;

      charsmap_set_unit (charsmap, 256 ^ 'a', 0);

      for (guint i = 1; i <= n_matches; i++)
        {
          guint byte = 201 + 2 * (i % 2);  /* odd, so that no node overlaps a match */
          guint32 node = base ^ byte;
          guint32 next = 256 + 4 * i;

          charsmap_set_unit (charsmap, next, 0x80000000);
          charsmap_set_unit (charsmap, node, MATCH | make_unit (byte, node, next));
          base = next;
        }

      g_assert_cmpint (check (charsmap, &error), ==, n_matches == 32);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/charsmap/sound-one-passes", test_charsmap_sound_one_passes);
  g_test_add_func ("/engine/charsmap/shortest-beginning-is-found",
                   test_charsmap_shortest_beginning_is_found);
  g_test_add_func ("/engine/charsmap/every-truncation-is-damaged",
                   test_charsmap_every_truncation_is_damaged);
  g_test_add_func ("/engine/charsmap/wrong-trie-length-is-damaged",
                   test_charsmap_wrong_trie_length_is_damaged);
  g_test_add_func ("/engine/charsmap/child-out-of-bounds-is-damaged",
                   test_charsmap_child_out_of_bounds_is_damaged);
  g_test_add_func ("/engine/charsmap/text-out-of-bounds-is-damaged",
                   test_charsmap_text_out_of_bounds_is_damaged);
  g_test_add_func ("/engine/charsmap/endless-text-is-damaged",
                   test_charsmap_endless_text_is_damaged);
  g_test_add_func ("/engine/charsmap/text-that-is-not-utf8-is-damaged",
                   test_charsmap_text_that_is_not_utf8_is_damaged);
  g_test_add_func ("/engine/charsmap/ring-of-matches-is-damaged",
                   test_charsmap_ring_of_matches_is_damaged);
  g_test_add_func ("/engine/charsmap/ring-without-matches-passes",
                   test_charsmap_ring_without_matches_passes);
  g_test_add_func ("/engine/charsmap/too-many-matches-are-damaged",
                   test_charsmap_too_many_matches_are_damaged);

  return g_test_run ();
}
