using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>What Node.js runs to load a package. The package's name is an argument of the script, never part of its text.</summary>
internal static class LoadScript
{
    /// <summary>Exit code: the module asked for something that only browsers have.</summary>
    public const int NeedsBrowser = 86;

    /// <summary>Exit code: the module imports a file that only bundlers understand, such as a style sheet.</summary>
    public const int NeedsBundler = 87;

    private const string Judge = """
        (error) => {
          console.error(error);
          const browser = error instanceof ReferenceError &&
            /^(window|document|navigator|self|location|localStorage|HTMLElement|customElements|CSSStyleSheet) is not defined$/.test(error.message);
          const foreign = error && (error.code === "ERR_UNKNOWN_FILE_EXTENSION" || error.code === "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING");
          process.exit(browser ? 86 : foreign ? 87 : 1);
        }
        """;

    /// <summary>The arguments of <c>node</c>. It ends as soon as the module is loaded, whatever timers the module has started.</summary>
    public static ImmutableArray<string> Arguments(EntryLoading loading, string name) => loading == EntryLoading.Require
        ? ["--input-type=commonjs", "--eval", $"try {{ require(process.argv[1]); process.exit(0); }} catch (error) {{ ({Judge})(error); }}", "--", name]
        : ["--input-type=module", "--eval", $"import(process.argv[1]).then(() => process.exit(0), {Judge});", "--", name];
}
