using System.Collections.Immutable;
using System.Xml.Linq;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Harness;

/// <summary>The props and targets as they ship, read from the repository.</summary>
internal static class ShippedFiles
{
    /// <summary>Absolute path of <c>build/</c>.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "build");

    /// <summary>Every <c>.targets</c> file.</summary>
    public static ImmutableArray<ShippedFile> Targets { get; } = Load("*.targets");

    /// <summary>Every <c>.props</c> file.</summary>
    public static ImmutableArray<ShippedFile> Props { get; } = Load("*.props");

    /// <summary>One file by its name.</summary>
    public static XDocument Project(string name) => Props.Concat(Targets).Single(f => f.Name == name).Document;

    private static ImmutableArray<ShippedFile> Load(string pattern) =>
    [
        .. Directory.EnumerateFiles(Folder, pattern).Order(StringComparer.Ordinal)
            .Select(path => new ShippedFile(Path.GetFileName(path), XDocument.Load(path, LoadOptions.PreserveWhitespace))),
    ];
}
