/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pickle-names.c and pickle-tensors.c are tested here too: they are which calls
 * there are, and the largest of them.
 *
 * Covers: engine/files/pickle-names.c
 */

#include "engine/files/pickle-calls.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/pickle-text.h"

/* ("storage", FloatStorage, "0", "cpu", 24) as a persistent id */
#define STORAGE "(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0" "0X\3\0\0\0cpuK\x18tQ"
#define UNTYPED "(X\7\0\0\0storagectorch\nUntypedStorage\nX\1\0\0\0" "0X\3\0\0\0cpuK\x18tQ"
#define NO_HOOKS "\x89" "ccollections\nOrderedDict\n)R"
#define TENSOR   "ctorch._utils\n_rebuild_tensor_v2\n(" STORAGE "K\1(K\2K\3t(K\3K\1t" NO_HOOKS "tR"

#define assert_says(bytes, expected)        assert_bytes_say (bytes, sizeof bytes - 1, expected)
#define assert_refused(bytes, code, reason) \
  assert_bytes_refused (bytes, sizeof bytes - 1, code, reason)

static void
assert_bytes_say (const char *bytes,
                  gsize       n_bytes,
                  const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPickle) pickle = pickle_text_parse (bytes, n_bytes, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = pickle_text_dup (pickle->root);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_bytes_refused (const char *bytes,
                      gsize       n_bytes,
                      int         code,
                      const char *what)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (pickle_text_parse (bytes, n_bytes, &error));
  g_assert_error (error, HEED_ERROR, code);
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_pickle_calls_dicts_are_made (void)
{
  assert_says ("ccollections\nOrderedDict\n)R.", "{}");
  assert_says ("ccollections\nOrderedDict\n](](K\1K\2e](K\3K\4ee\x85R.", "{1: 2, 3: 4}");
  assert_says ("ccollections\nCounter\n}K\1K\2s\x85R.", "{1: 2}");
  assert_says ("ccollections\ndefaultdict\nc__builtin__\ndict\n\x85RK\1}s.", "{1: {}}");
  assert_refused ("ccollections\nOrderedDict\n](K\1e\x85R.", HEED_ERROR_DAMAGED, "OrderedDict");
}

static void
test_pickle_calls_lists_are_made (void)
{
  assert_says ("c__builtin__\nset\n](K\1K\2e\x85R.", "[1, 2]");
  assert_says ("ctorch\nSize\n(K\1K\2t\x85R.", "[1, 2]");
  assert_says ("cbuiltins\nlist\n)R.", "[]");
  assert_refused ("cbuiltins\nlist\n(K\1tR.", HEED_ERROR_DAMAGED, "list");
}

static void
test_pickle_calls_tensors_are_made (void)
{
  assert_says (TENSOR ".", "F32 0+1 2/3 3/1");
  assert_says ("ctorch._utils\n_rebuild_tensor\n(" STORAGE "K\0))tR.", "F32 0+0");
  assert_says ("ctorch._utils\n_rebuild_tensor_v3\n(" UNTYPED "K\1(K\2t(K\1t" NO_HOOKS
               "ctorch\nuint16\ntR.",
               "U16 0+1 2/1");
  assert_says ("ctorch._utils\n_rebuild_parameter\n(" TENSOR "\x88" NO_HOOKS "tR.",
               "F32 0+1 2/3 3/1");
  assert_says ("ctorch.nn.parameter\nParameter\n(" TENSOR "tR\x88\x89N\x87"
               "b.",
               "F32 0+1 2/3 3/1");
  assert_says (
    "ctorch._tensor\n_rebuild_from_type_v2\n(ctorch._utils\n_rebuild_tensor\nctorch\nTensor\n"
    "(" STORAGE "K\0(K\4t(K\1tt}tR.",
    "F32 0+0 4/1");
}

static void
test_pickle_calls_storage_views_start_later (void)
{
  assert_says ("ctorch._utils\n_rebuild_tensor\n("
               "(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0"
               "0X\3\0\0\0cpuK\x18(X\1\0\0\0vK\5K\4ttQ"
               "K\1(K\2t(K\1ttR.",
               "F32 0+6 2/1");
}

static void
test_pickle_calls_one_key_is_one_storage (void)
{
  g_autoptr(GError) error = NULL;
  static const char bytes[] = "(" TENSOR TENSOR "t.";
  g_autoptr(HeedPickle) pickle = pickle_text_parse (bytes, sizeof bytes - 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pickle->storages->len, ==, 1);
  g_assert_cmpuint (pickle->tensors->len, ==, 2);
}

static void
test_pickle_calls_contradicting_storages_are_damaged (void)
{
  assert_refused ("(" STORAGE UNTYPED "t.", HEED_ERROR_DAMAGED, "one class and size");
}

static void
test_pickle_calls_wrong_storages_are_damaged (void)
{
  assert_refused ("(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0"
                  "0X\3\0\0\0cputQ.",
                  HEED_ERROR_DAMAGED, "storage");
  assert_refused ("(X\7\0\0\0storagectorch\nfloat32\nX\1\0\0\0"
                  "0X\3\0\0\0cpuK\x18tQ.",
                  HEED_ERROR_DAMAGED, "storage");
  assert_refused ("(X\7\0\0\0storagectorch\nFloatStorage\nK\0X\3\0\0\0cpuK\x18tQ.",
                  HEED_ERROR_DAMAGED, "storage");
  assert_refused ("(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0"
                  "0X\3\0\0\0cpuJ\xff\xff\xff\xfftQ.",
                  HEED_ERROR_DAMAGED, "storage");
  assert_refused ("(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0" "0X\3\0\0\0cpuK\x18K\1tQ.",
                  HEED_ERROR_DAMAGED, "storage");
  assert_refused ("(X\6\0\0\0thingsctorch\nFloatStorage\nX\1\0\0\0" "0X\3\0\0\0cpuK\x18tQ.",
                  HEED_ERROR_DAMAGED, "storage");
}

#define REBUILD(arguments) "ctorch._utils\n_rebuild_tensor\n(" arguments "tR."

static void
test_pickle_calls_wrong_tensors_are_damaged (void)
{
  assert_refused (REBUILD (""), HEED_ERROR_DAMAGED, "_rebuild_tensor");
  assert_refused (REBUILD ("NK\0))"), HEED_ERROR_DAMAGED, "_rebuild_tensor");
  assert_refused (REBUILD (STORAGE "N))"), HEED_ERROR_DAMAGED, "_rebuild_tensor");
  assert_refused (REBUILD (STORAGE "J\xff\xff\xff\xff))"), HEED_ERROR_DAMAGED, "_rebuild_tensor");
  assert_refused (REBUILD (STORAGE "K\0(K\1t)"), HEED_ERROR_DAMAGED, "_rebuild_tensor");
  assert_refused (REBUILD (STORAGE "K\0(Nt(K\1t"), HEED_ERROR_DAMAGED, "_rebuild_tensor");
  assert_refused (REBUILD (STORAGE "K\0(J\xff\xff\xff\xfft(K\1t"), HEED_ERROR_DAMAGED,
                  "_rebuild_tensor");
  assert_refused (REBUILD (STORAGE "K\0(K\1t(J\xff\xff\xff\xfft"), HEED_ERROR_DAMAGED,
                  "_rebuild_tensor");
  assert_refused (REBUILD (STORAGE "K\0K\1K\1"), HEED_ERROR_DAMAGED, "_rebuild_tensor");
  assert_refused (REBUILD (STORAGE "K\0(K\1K\1K\1K\1K\1K\1K\1K\1K\1t(K\1K\1K\1K\1K\1K\1K\1K\1K\1t"),
                  HEED_ERROR_UNSUPPORTED, "dimensions");
  assert_refused ("ctorch._utils\n_rebuild_tensor_v3\n(" UNTYPED "K\1(K\2t(K\1t" NO_HOOKS "tR.",
                  HEED_ERROR_DAMAGED, "_rebuild_tensor_v3");
  assert_refused ("ctorch._utils\n_rebuild_parameter\n)R.", HEED_ERROR_DAMAGED,
                  "_rebuild_parameter");
}

/* A function is called with itself as argument, recursively. */
static void
test_pickle_calls_circles_are_damaged (void)
{
  assert_refused ("ctorch._tensor\n_rebuild_from_type_v2\nq\0]q\1(h\0Nh\1eR.", HEED_ERROR_DAMAGED,
                  "from_type");
  assert_refused ("ctorch._tensor\n_rebuild_from_type_v2\n)R.", HEED_ERROR_DAMAGED, "from_type");
  assert_refused (
    "ccopyreg\n__newobj__\nq\0]q\1(ctorch._tensor\n_rebuild_from_type_v2\nh\0Nh\1eh\0h\1R.",
    HEED_ERROR_DAMAGED, "copyreg");
  assert_refused ("ccopyreg\n__newobj__\nq\0](ctorch._tensor\n_rebuild_from_type_v2\nh\0N]eR.",
                  HEED_ERROR_DAMAGED, "copyreg");
  assert_refused ("ccopyreg\n__newobj__\nq\0](h\0h\0h\0eR.", HEED_ERROR_DAMAGED, "copyreg");
}

/* Before 1.6 PyTorch stored a module's class together with its source code. */
static void
test_pickle_calls_classes_of_modules_are_names (void)
{
  assert_says ("(X\6\0\0\0modulecmine\nNet\nX\7\0\0\0mine.pyX\4\0\0\0codetQ)\x81}b.",
               "mine.Net(){}");
  assert_refused ("(X\6\0\0\0moduleK\1tQ.", HEED_ERROR_DAMAGED, "storage");
}

static void
test_pickle_calls_bytes_are_decoded (void)
{
  assert_says ("c_codecs\nencode\n(X\3\0\0\0a\xc3\xbfX\6\0\0\0latin1tR.", "b61ff");
  assert_says ("c_codecs\nencode\n(X\5\0\0\0\0\0a\xc2\x80X\6\0\0\0latin1tR.", "b00006180");
  assert_says ("c__builtin__\nbytes\n)R.", "b");
  assert_says ("c__builtin__\nbytearray\n)R.", "b");
  assert_says ("cbuiltins\nbytearray\nC\2\0\xff\x85R.", "b00ff");
  assert_says ("c__builtin__\nbytearray\n(X\3\0\0\0\0\xc3\xbfX\7\0\0\0latin-1tR.", "b00ff");
  assert_refused ("c_codecs\nencode\n(C\2a\xffX\6\0\0\0latin1tR.", HEED_ERROR_DAMAGED, "Latin-1");
  assert_refused ("c_codecs\nencode\n(K\1X\6\0\0\0latin1tR.", HEED_ERROR_DAMAGED, "a text");
  assert_refused ("c_codecs\nencode\n(X\1\0\0\0aX\5\0\0\0rot13tR.", HEED_ERROR_DAMAGED, "latin1");
  assert_refused ("c_codecs\nencode\n(X\2\0\0\0\xc4\x80X\6\0\0\0latin1tR.", HEED_ERROR_DAMAGED,
                  "Latin-1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/pickle-calls/dicts-are-made", test_pickle_calls_dicts_are_made);
  g_test_add_func ("/engine/pickle-calls/lists-are-made", test_pickle_calls_lists_are_made);
  g_test_add_func ("/engine/pickle-calls/tensors-are-made", test_pickle_calls_tensors_are_made);
  g_test_add_func ("/engine/pickle-calls/storage-views-start-later",
                   test_pickle_calls_storage_views_start_later);
  g_test_add_func ("/engine/pickle-calls/one-key-is-one-storage",
                   test_pickle_calls_one_key_is_one_storage);
  g_test_add_func ("/engine/pickle-calls/contradicting-storages-are-damaged",
                   test_pickle_calls_contradicting_storages_are_damaged);
  g_test_add_func ("/engine/pickle-calls/wrong-storages-are-damaged",
                   test_pickle_calls_wrong_storages_are_damaged);
  g_test_add_func ("/engine/pickle-calls/wrong-tensors-are-damaged",
                   test_pickle_calls_wrong_tensors_are_damaged);
  g_test_add_func ("/engine/pickle-calls/circles-are-damaged",
                   test_pickle_calls_circles_are_damaged);
  g_test_add_func ("/engine/pickle-calls/classes-of-modules-are-names",
                   test_pickle_calls_classes_of_modules_are_names);
  g_test_add_func ("/engine/pickle-calls/bytes-are-decoded", test_pickle_calls_bytes_are_decoded);

  return g_test_run ();
}
