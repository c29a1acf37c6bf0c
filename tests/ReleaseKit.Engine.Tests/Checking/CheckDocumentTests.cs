using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Checking;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Checking;

/// <summary>The table in <c>docs/checks.md</c>. With <c>RELEASEKIT_UPDATE_DOCS=1</c> it is written, otherwise compared.</summary>
public sealed class CheckDocumentTests
{
    private const string Begin = "<!-- checks: written by the tests -->\n";
    private const string End = "<!-- end: checks -->";

    private static string Path => System.IO.Path.Combine(Repository.Root, "docs", "checks.md");

    [Fact]
    public void TheTableHasEveryCheckWithItsCodes()
    {
        var text = File.ReadAllText(Path);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("RELEASEKIT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Path, text[..begin] + Table() + text[end..]);
            return;
        }

        text[begin..end].ShouldBe(Table());
    }

    [Fact]
    public void NamesAreUniqueAndFitIntoAList()
    {
        var names = CheckCatalog.Standard.Checks.Select(c => c.Name).ToArray();
        names.ShouldBeUnique();
        names.ShouldAllBe(name => name.All(c => char.IsAsciiLetterLower(c) || c == '-'));
    }

    [Fact]
    public void EveryCodeIsInTheCatalogueAndEveryCheckHasOne()
    {
        foreach (var check in CheckCatalog.Standard.Checks)
        {
            check.Codes.ShouldNotBeEmpty(check.Name);
            check.Codes.ShouldBeSubsetOf(DiagnosticCatalog.All);
            check.Purpose.ShouldEndWith(".");
        }
    }

    private static string Table() =>
        "| Check | Passes when | Codes |\n|---|---|---|\n" + string.Concat(CheckCatalog.Standard.Checks.Select(c =>
            $"| `{c.Name}` | {c.Purpose} | {string.Join(", ", c.Codes.Select(Describe))} |\n"));

    private static string Describe(DiagnosticDescriptor code) =>
        $"`{code.Code}` ({(code.Severity == DiagnosticSeverity.Error ? "error" : code.Severity == DiagnosticSeverity.Warning ? "warning" : "note")})";
}
