/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pickle-machine.c, pickle-opcodes.c, pickle-plain.c, pickle-containers.c and
 * pickle-build.c are tested here too: they are how pickle.c does it.
 *
 * Covers: engine/files/pickle-build.c,
 *   engine/files/pickle-containers.c,
 *   engine/files/pickle-machine.c,
 *   engine/files/pickle-opcodes.c,
 *   engine/files/pickle-plain.c,
 *   engine/files/pickle-tensors.c
 */

#include "engine/files/pickle.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/pickle-text.h"

#define BYTES(literal) literal, sizeof literal - 1

static void
assert_says (gconstpointer  bytes,
             gsize          n_bytes,
             const char    *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPickle) pickle = pickle_text_parse (bytes, n_bytes, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = pickle_text_dup (pickle->root);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_refused (gconstpointer  bytes,
                gsize          n_bytes,
                int            code,
                const char    *what)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pickle_text_parse (bytes, n_bytes, &error));
  g_assert_error (error, HEED_ERROR, code);
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_pickle_plain_values_are_read (void)
{
  assert_says (BYTES ("N."), "None");
  assert_says (BYTES ("(\x88\x89I00\nI01\nt."), "[True, False, False, True]");
  assert_says (BYTES ("(K\xffM\xff\xffJ\xff\xff\xff\xffI-7\nL8L\nL9\nt."),
               "[255, 65535, -1, -7, 8, 9]");
  assert_says (BYTES ("(\x8a\0\x8a\x01\xff\x8a\x02\xff\0\x8b\x08\0\0\0\0\0\0\0\0\0\0\x80t."),
               "[0, -1, 255, -9223372036854775808]");
  assert_says (BYTES ("(G\xbf\xf8\0\0\0\0\0\0F0.25\nt."), "[-1.5, 0.25]");
}

static void
test_pickle_texts_are_read (void)
{
  assert_says (BYTES ("(X\x02\0\0\0\xc3\xa9\x8c\x01"
                      "a\x8d\x01\0\0\0\0\0\0\0bU\x01"
                      "cT\x01\0\0\0dS'e'\nVf\nt."),
               "['é', 'a', 'b', 'c', 'd', 'e', 'f']");
  assert_says (BYTES ("(C\x01\xff" "B\x01\0\0\0a\x8e\x01\0\0\0\0\0\0\0b\x96\x01\0\0\0\0\0\0\0ct."),
               "[bff, b61, b62, b63]");
}

/* A string with a zero byte, and one that is not UTF-8. */
static void
test_pickle_texts_that_are_none_become_bytes (void)
{
  assert_says (BYTES ("(X\x03\0\0\0a\0bU\x01\xfft."), "[b610062, bff]");
}

static void
test_pickle_huge_integers_are_not_read (void)
{
  assert_says (BYTES ("(\x8a\x09\0\0\0\0\0\0\0\0\x01I123456789012345678901234567890\nt."),
               "[?, ?]");
  assert_refused (BYTES ("I99999999999999999999\n."), HEED_ERROR_DAMAGED, "integer");
}

static void
test_pickle_lists_and_dicts_are_read (void)
{
  assert_says (BYTES ("(])}(K\x01l(K\x02t(K\x03K\x04" "d\x8f(K\x05\x91t."),
               "[[], [], {}, [1], [2], {3: 4}, [], [5]]");
  assert_says (BYTES ("(K\x01\x85K\x01K\x02\x86K\x01K\x02K\x03\x87t."), "[[1], [1, 2], [1, 2, 3]]");
  assert_says (BYTES ("]K\x01" "a(K\x02K\x03" "e."), "[1, 2, 3]");
  assert_says (BYTES ("}K\x01K\x02s(K\x03K\x04K\x05K\x06u."), "{1: 2, 3: 4, 5: 6}");
  assert_says (BYTES ("\x8f(K\x01K\x02\x90."), "[1, 2]");
}

static void
test_pickle_memo_and_stack_work (void)
{
  assert_says (BYTES ("(Np0\ng0\nq\x01h\x01r\x02\0\0\0j\x02\0\0\0\x94h\x03t."),
               "[None, None, None, None, None]");
  assert_says (BYTES ("K\x01K\x02" "0."), "1");
  assert_says (BYTES ("K\x01(K\x02K\x03" "1."), "1");
  assert_says (BYTES ("K\x01(0."), "1");
  assert_says (BYTES ("(K\x01" "2t."), "[1, 1]");
  assert_says (BYTES ("\x80\x05\x95\0\0\0\0\0\0\0\0K\x01."), "1");
}

static void
test_pickle_objects_of_known_classes_are_records (void)
{
  assert_says (BYTES ("cargparse\nNamespace\n)\x81}X\x01\0\0\0aK\x01sb."),
               "argparse.Namespace(){'a': 1}");
  assert_says (BYTES ("X\x08\0\0\0argparseX\x09\0\0\0Namespace\x93)\x81."), "argparse.Namespace()");
  assert_says (BYTES ("(K\x07" "iargparse\nNamespace\n."), "argparse.Namespace(7)");
  assert_says (BYTES ("(cargparse\nNamespace\nK\x07o."), "argparse.Namespace(7)");
  assert_says (BYTES ("ctorch.optim.adam\nAdam\n)}\x92."), "torch.optim.adam.Adam()");
}

static void
test_pickle_state_of_dicts_is_dropped (void)
{
  assert_says (BYTES ("}K\x01K\x02s}X\x01\0\0\0aK\x03sb."), "{1: 2}");
}

/* Objects of unknown classes: created empty, given attributes, and with their items if they are a
 * dict or a list. */
static void
test_pickle_plain_objects_are_records (void)
{
  assert_says (BYTES ("cmine\nVocab\n)\x81}X\x04\0\0\0itos]X\x01\0\0\0aasb."),
               "mine.Vocab(){'itos': ['a']}");
  assert_says (BYTES ("cmine\nPoint\nK\x01K\x02\x86\x81."), "mine.Point(1, 2)");
  assert_says (BYTES ("cmine\nNamed\n)}K\x01K\x02s\x92."), "mine.Named(){1: 2}");
  assert_says (BYTES ("cmine\nDict\n)\x81(K\x01K\x02u}b."), "mine.Dict(){} of {1: 2}");
  assert_says (BYTES ("cmine\nDict\n)\x81K\x01K\x02s."), "mine.Dict() of {1: 2}");
  assert_says (BYTES ("cmine\nList\n)\x81(K\x01K\x02" "eK\x03" "a."), "mine.List() of [1, 2, 3]");
  assert_says (BYTES ("ccopy_reg\n_reconstructor\n(cmine\nVocab\nc__builtin__\nobject\nNtR}b."),
               "mine.Vocab(){}");
  assert_says (BYTES ("ccopyreg\n_reconstructor\n(cmine\nDict\ncbuiltins\ndict\n}K\x01K\x02stR."),
               "mine.Dict() of {1: 2}");
  assert_says (BYTES ("ccopyreg\n__newobj__\n(cmine\nText\nX\x01\0\0\0atR."), "mine.Text('a')");
  assert_refused (BYTES ("cmine\nDict\n)\x81K\x01" "aK\x01K\x02s."), HEED_ERROR_DAMAGED, "dict");
  assert_refused (BYTES ("ccopyreg\n_reconstructor\n(cmine\nDict\ntR."), HEED_ERROR_DAMAGED,
                  "_reconstructor");
  assert_refused (BYTES ("ccopyreg\n__newobj__\n)R."), HEED_ERROR_DAMAGED, "copyreg");
}

/* A name alone is harmless; nothing happens until it is called. */
static void
test_pickle_anything_may_be_named (void)
{
  assert_says (BYTES ("cmine\nfunction\n."), "mine.function");
  assert_says (BYTES ("ccollections\ndefaultdict\ncmine\nnothing\n\x85R."), "{}");
  assert_says (BYTES ("cbuiltins\ngetattr\n(cmine\nColor\nX\x03\0\0\0REDtR."), "mine.Color.RED");
}

static void
test_pickle_any_other_call_is_refused_by_name (void)
{
  assert_refused (BYTES ("cos\nsystem\n(X\x02\0\0\0lstR."), HEED_ERROR_UNSUPPORTED, "os.system");
  assert_refused (BYTES ("(S'ls'\nios\nsystem\n."), HEED_ERROR_UNSUPPORTED, "os.system");
  assert_refused (BYTES ("(cos\nsystem\nS'ls'\no."), HEED_ERROR_UNSUPPORTED, "os.system");
  assert_refused (BYTES ("(ios\nabort\n."), HEED_ERROR_UNSUPPORTED, "os.abort");
  assert_refused (BYTES ("X\x05\0\0\0posixX\x06\0\0\0system\x93)R."), HEED_ERROR_UNSUPPORTED,
                  "posix.system");
  assert_refused (BYTES ("cbuiltins\neval\n(S'1'\ntR."), HEED_ERROR_UNSUPPORTED, "builtins.eval");
  assert_refused (BYTES ("c__builtin__\ngetattr\n(cos\npath\nX\x06\0\0\0existstR(S'/'\ntR."),
                  HEED_ERROR_UNSUPPORTED, "os.path.exists");
  assert_refused (BYTES ("ctorch.storage\n_load_from_bytes\n(C\x01"
                         "atR."),
                  HEED_ERROR_UNSUPPORTED, "_load_from_bytes");
  assert_refused (BYTES ("cd2l_model\nNet\n)R."), HEED_ERROR_UNSUPPORTED, "d2l_model.Net");
  assert_refused (BYTES ("ctorch.optimal\nX\n)R."), HEED_ERROR_UNSUPPORTED, "torch.optimal.X");
  assert_refused (BYTES ("ctorch\nFloatStorage\n)R."), HEED_ERROR_UNSUPPORTED,
                  "torch.FloatStorage");
  assert_refused (BYTES ("ctorch\nFloatStorage\n)\x81."), HEED_ERROR_UNSUPPORTED,
                  "torch.FloatStorage");
  assert_refused (BYTES ("c__builtin__\nint\n(K\x01tR."), HEED_ERROR_UNSUPPORTED,
                  "__builtin__.int");
  assert_refused (BYTES ("cmine\nFunction\n)\x81)R."), HEED_ERROR_UNSUPPORTED, "mine.Function");
}

static void
test_pickle_unsound_programs_are_damaged (void)
{
  static const struct {
    const char *bytes;
    gsize       n_bytes;
  } unsound[] = {
    { BYTES ("") },
    { BYTES (".") },
    { BYTES ("0.") },
    { BYTES ("2.") },
    { BYTES ("(.") },
    { BYTES ("t.") },
    { BYTES ("l.") },
    { BYTES ("d.") },
    { BYTES ("e.") },
    { BYTES ("u.") },
    { BYTES ("1.") },
    { BYTES ("K\x01\x86.") },
    { BYTES ("K\x01(K\x02\x86.") },
    { BYTES ("(K\x01"
             "d.") },
    { BYTES ("}(K\x01u.") },
    { BYTES ("}K\x01s.") },
    { BYTES ("K\x01K\x02"
             "a.") },
    { BYTES ("]K\x01K\x02s.") },
    { BYTES ("](K\x02K\x03u.") },
    { BYTES ("(K\x01"
             "e.") },
    { BYTES ("q\x01N.") },
    { BYTES ("h\x01.") },
    { BYTES ("(q\x01t.") },
    { BYTES ("N(q\x01t.") },
    { BYTES ("gx\n.") },
    { BYTES ("g-1\n.") },
    { BYTES ("R.") },
    { BYTES ("K\x01R.") },
    { BYTES ("K\x01)R.") },
    { BYTES ("ccollections\nOrderedDict\nK\x01R.") },
    { BYTES ("b.") },
    { BYTES ("Nb.") },
    { BYTES ("Q.") },
    { BYTES ("NQ.") },
    { BYTES ("K\x01K\x02\x93.") },
    { BYTES ("(o.") },
    { BYTES ("o.") },
    { BYTES ("iargparse\nNamespace\n.") },
    { BYTES ("cmine\nNamed\n)K\x01\x92.") },
    { BYTES ("cmine\nNamed\nK\x01}\x92.") },
    { BYTES ("}\x92.") },
    { BYTES ("\x80\x06N.") },
    { BYTES ("\xffN.") },
    { BYTES ("\x82\x01.") },
    { BYTES ("P1\n.") },
    { BYTES ("Ix\n.") },
    { BYTES ("S'a\n.") },
    { BYTES ("S\n.") },
    { BYTES ("c\xff\nx\n.") },
    { BYTES ("cx") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (unsound); i++)
    assert_refused (unsound[i].bytes, unsound[i].n_bytes, HEED_ERROR_DAMAGED, "pickle");
}

static void
test_pickle_lengths_beyond_the_end_are_damaged (void)
{
  static const struct {
    const char *bytes;
    gsize       n_bytes;
  } cut[] = {
    { BYTES ("X\xff\xff\xff\xff"
             "a.") },
    { BYTES ("T\xff\xff\xff\x7f"
             "a.") },
    { BYTES ("U\xff"
             "a.") },
    { BYTES ("B\xff\xff\xff\xff"
             "a.") },
    { BYTES ("C\xff"
             "a.") },
    { BYTES ("\x8c\xff"
             "a.") },
    { BYTES ("\x8d\xff\xff\xff\xff\xff\xff\xff\xff"
             "a.") },
    { BYTES ("\x8e\xff\xff\xff\xff\xff\xff\xff\x7f"
             "a.") },
    { BYTES ("\x96\0\0\0\0\0\0\0\x80"
             "a.") },
    { BYTES ("\x8a\xff"
             "a.") },
    { BYTES ("\x8b\xff\xff\xff\xff"
             "a.") },
    { BYTES ("I1234") },
    { BYTES ("G1234567") },
    { BYTES ("J123") },
    { BYTES ("M1") },
    { BYTES ("K") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cut); i++)
    assert_refused (cut[i].bytes, cut[i].n_bytes, HEED_ERROR_DAMAGED, "pickle");
}

static void
test_pickle_bytes_behind_it_are_left (void)
{
  static const guint8 two[] = "K\x01.K\x02.";
  g_autoptr(GError) error = NULL;
  gsize n_used = 0;
  g_autoptr(HeedPickle) pickle = heed_pickle_parse (two, sizeof two - 1, &n_used, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pickle->root->integer, ==, 1);
  g_assert_cmpuint (n_used, ==, 3);
}

/* Returns n_times copies of many, then the second text. */
static GString *
repeat (const char *many,
        gsize       n_bytes,
        guint       n_times,
        const char *last)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_times; i++)
    g_string_append_len (text, many, (gssize) n_bytes);

  return g_string_append (text, last);
}

static void
test_pickle_nesting_has_no_depth (void)
{
  g_autoptr(GString) marks = repeat (BYTES ("("), 1000000, "N.");
  g_autoptr(GString) lists = repeat (BYTES ("]"), 1000000, "");
  g_autoptr(GString) appends = repeat (BYTES ("a"), 999999, ".");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPickle) deep = NULL;
  g_autoptr(HeedPickle) marked = pickle_text_parse (marks->str, marks->len, &error);

  g_assert_no_error (error);
  g_assert_nonnull (marked);

  g_string_append_len (lists, appends->str, (gssize) appends->len);
  deep = pickle_text_parse (lists->str, lists->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (deep->root->items->len, ==, 1);
}

static void
test_pickle_list_may_contain_itself (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPickle) pickle = pickle_text_parse (BYTES ("]q\0h\0a."), &error);

  g_assert_no_error (error);
  g_assert_true (g_ptr_array_index (pickle->root->items, 0) == pickle->root);
}

static void
test_pickle_too_many_values_are_too_large (void)
{
  g_autoptr(GString) many = repeat (BYTES ("N0"), (1 << 22) + 1, "N.");

  assert_refused (many->str, many->len, HEED_ERROR_TOO_LARGE, "values");
}

/* A list of 70,000 items and 256 calls of tuple (list): 18 million items from 1,000 bytes. */
static void
test_pickle_repeated_copies_are_too_large (void)
{
  g_autoptr(GString) list = repeat (BYTES ("N"), 70000, "lq");
  g_autoptr(GString) calls = repeat (BYTES ("h\1h\0\x85R0"), 256, "N.");
  g_autoptr(GString) bytes = g_string_new ("(");

  g_string_append_len (bytes, list->str, (gssize) list->len);
  g_string_append_len (bytes, BYTES ("\0c__builtin__\ntuple\nq\1"));
  g_string_append_len (bytes, calls->str, (gssize) calls->len);

  assert_refused (bytes->str, bytes->len, HEED_ERROR_TOO_LARGE, "copy");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/pickle/plain-values-are-read", test_pickle_plain_values_are_read);
  g_test_add_func ("/engine/pickle/texts-are-read", test_pickle_texts_are_read);
  g_test_add_func ("/engine/pickle/texts-that-are-none-become-bytes",
                   test_pickle_texts_that_are_none_become_bytes);
  g_test_add_func ("/engine/pickle/huge-integers-are-not-read",
                   test_pickle_huge_integers_are_not_read);
  g_test_add_func ("/engine/pickle/lists-and-dicts-are-read", test_pickle_lists_and_dicts_are_read);
  g_test_add_func ("/engine/pickle/memo-and-stack-work", test_pickle_memo_and_stack_work);
  g_test_add_func ("/engine/pickle/objects-of-known-classes-are-records",
                   test_pickle_objects_of_known_classes_are_records);
  g_test_add_func ("/engine/pickle/state-of-dicts-is-dropped",
                   test_pickle_state_of_dicts_is_dropped);
  g_test_add_func ("/engine/pickle/plain-objects-are-records",
                   test_pickle_plain_objects_are_records);
  g_test_add_func ("/engine/pickle/anything-may-be-named", test_pickle_anything_may_be_named);
  g_test_add_func ("/engine/pickle/any-other-call-is-refused-by-name",
                   test_pickle_any_other_call_is_refused_by_name);
  g_test_add_func ("/engine/pickle/unsound-programs-are-damaged",
                   test_pickle_unsound_programs_are_damaged);
  g_test_add_func ("/engine/pickle/lengths-beyond-the-end-are-damaged",
                   test_pickle_lengths_beyond_the_end_are_damaged);
  g_test_add_func ("/engine/pickle/bytes-behind-it-are-left", test_pickle_bytes_behind_it_are_left);
  g_test_add_func ("/engine/pickle/nesting-has-no-depth", test_pickle_nesting_has_no_depth);
  g_test_add_func ("/engine/pickle/list-may-contain-itself", test_pickle_list_may_contain_itself);
  g_test_add_func ("/engine/pickle/too-many-values-are-too-large",
                   test_pickle_too_many_values_are_too_large);
  g_test_add_func ("/engine/pickle/repeated-copies-are-too-large",
                   test_pickle_repeated_copies_are_too_large);

  return g_test_run ();
}
