using System.Reflection;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Codes;

/// <summary>Codes are names: unique, catalogued, documented, raised by code and proven by a test.</summary>
public sealed partial class DiagnosticCatalogTests
{
    private static readonly string Reference = Path.Combine(Repository.Root, "docs", "reference", "diagnostics.md");

    [Fact]
    public void CodesAreUniqueNamesInOrder()
    {
        var codes = DiagnosticCatalog.All.Select(d => d.Code).ToArray();
        codes.ShouldBeUnique();
        codes.ShouldBe(codes.Order(StringComparer.Ordinal));
        codes.Where(c => !Form().IsMatch(c)).ShouldBeEmpty();
    }

    [Fact]
    public void EveryDeclaredCodeIsInTheCatalogue() =>
        Declared().Select(d => d.Descriptor).ShouldBe(DiagnosticCatalog.All, ignoreOrder: true);

    [Fact]
    public void EveryCodeSaysWhatWhyAndWhatToDo()
    {
        foreach (var code in DiagnosticCatalog.All)
        {
            code.Title.ShouldNotBeNullOrWhiteSpace(code.Code);
            code.Title.EndsWith('.').ShouldBeFalse(code.Code);
            code.Cause.EndsWith('.').ShouldBeTrue(code.Code);
            code.Fix.EndsWith('.').ShouldBeTrue(code.Code);
        }
    }

    [Fact]
    public void EveryCodeIsRaisedByCode()
    {
        var text = Sources("src", path => !path.Contains("Diagnostics", StringComparison.Ordinal) || !path.EndsWith("Codes.cs", StringComparison.Ordinal));
        Declared().Where(d => !Regex.IsMatch(text, $@"\b{Regex.Escape(d.Name)}\b")).Select(d => d.Descriptor.Code).ShouldBeEmpty();
    }

    [Fact]
    public void TheReferenceIsWrittenFromTheCatalogue()
    {
        var text = DiagnosticReference.Render();
        if (Environment.GetEnvironmentVariable("RELEASEKIT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Reference, text);
        }

        File.ReadAllText(Reference).ShouldBe(text, "Run the Core tests once with RELEASEKIT_UPDATE_DOCS=1.");
    }

    private static IEnumerable<(string Name, DiagnosticDescriptor Descriptor)> Declared() =>
        from type in typeof(DiagnosticCatalog).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        where field.FieldType == typeof(DiagnosticDescriptor)
        select ($"{type.Name}.{field.Name}", (DiagnosticDescriptor)field.GetValue(null)!);

    private static string Sources(string folder, Func<string, bool> include) => string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj") && include(path))
            .Select(File.ReadAllText));

    [GeneratedRegex(@"\ARK(-[A-Z0-9]+)+\z")]
    private static partial Regex Form();
}
