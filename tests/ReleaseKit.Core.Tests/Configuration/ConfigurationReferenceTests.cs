using System.Text;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Configuration;

/// <summary>The key tables of <c>docs/reference/configuration.md</c> are what the table of keys says.</summary>
public sealed class ConfigurationReferenceTests
{
    private static readonly (string Name, IEnumerable<ConfigurationKey> Keys)[] Sections =
    [
        ("root", ConfigurationKeys.Workspace), ("group", ConfigurationKeys.Group), ("propagation", ConfigurationKeys.Propagation), ("edge", ConfigurationKeys.Edge),
        ("ecosystem", ConfigurationKeys.Ecosystem), ("package", ConfigurationKeys.Package),
    ];

    [Fact]
    public void TheReferenceHoldsTheTablesOfAllKeys()
    {
        var path = Path.Combine(TestAssets.PathOf(".."), "docs", "reference", "configuration.md");
        var text = File.ReadAllText(path);
        var expected = Sections.Aggregate(text, (current, section) => Replace(current, section.Name, Section(section.Name, section.Keys)));
        if (Environment.GetEnvironmentVariable("RELEASEKIT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
            return;
        }

        text.ShouldBe(expected, "Run the Core tests once with RELEASEKIT_UPDATE_DOCS=1.");
    }

    private static string Replace(string text, string name, string section)
    {
        var (begin, end) = ($"<!-- keys: {name} -->\n", $"<!-- end: {name} -->\n");
        text.ShouldContain(begin, Case.Sensitive);
        var start = text.IndexOf(begin, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, start), section, text.AsSpan(text.IndexOf(end, start, StringComparison.Ordinal) + end.Length));
    }

    private static string Section(string name, IEnumerable<ConfigurationKey> keys)
    {
        var section = new StringBuilder($"<!-- keys: {name} -->\n| Key | Type | Default | Property | Meaning |\n|---|---|---|---|---|\n");
        foreach (var key in keys)
        {
            var property = key.Property is null ? "" : $"`{key.Property}`";
            section.Append($"| `{key.Name}` | {key.Type} | {key.Default} | {property} | {key.Description} |\n");
        }

        return section.Append($"<!-- end: {name} -->\n").ToString();
    }
}
