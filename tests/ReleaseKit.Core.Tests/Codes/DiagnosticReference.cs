using System.Text;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Core.Tests.Codes;

/// <summary>The text of <c>docs/reference/diagnostics.md</c>, from the catalogue.</summary>
internal static class DiagnosticReference
{
    private const string Introduction = """
        # Diagnostics

        Every error and warning has a code that is a name. It is printed in the form that editors and build servers turn into
        annotations, with the place in your file where there is one:

        ```
        /repository/js/core/package.json(4,14): error RK-MANIFEST-INVALID: …
        ```

        A warning becomes an error with `-warnaserror:CODE`, and is silenced with `-nowarn:CODE` (a list takes semicolons,
        in a shell between quotes). An error cannot be silenced; what may be skipped is a check, by its name, with
        `ReleaseSkipChecks`. A retired code is never used again for something else.

        <!-- This file is written from the catalogue of codes. RELEASEKIT_UPDATE_DOCS=1 and a run of the Core tests write it again. -->

        """;

    /// <summary>The whole file.</summary>
    public static string Render()
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        text.Append("\n| Code | Severity | Meaning |\n|---|---|---|\n");
        foreach (var code in DiagnosticCatalog.All)
        {
            text.Append($"| [{code.Code}](#{Anchor(code)}) | {Severity(code)} | {code.Title} |\n");
        }

        foreach (var code in DiagnosticCatalog.All)
        {
            text.Append($"\n## {code.Code}\n\n{code.Title} ({Severity(code)}).\n\n* Cause: {code.Cause}\n* What to do: {code.Fix}\n");
        }

        return text.ToString();
    }

    private static string Severity(DiagnosticDescriptor code) => code.Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "message",
    };

    // The anchors that code hosts give to headings are in lower case.
#pragma warning disable CA1308
    private static string Anchor(DiagnosticDescriptor code) => code.Code.ToLowerInvariant();
#pragma warning restore CA1308
}
