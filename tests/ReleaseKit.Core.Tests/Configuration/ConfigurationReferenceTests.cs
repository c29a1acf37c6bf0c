using System.Text;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Configuration;

/// <summary>The key tables of <c>docs/reference/configuration.md</c> are what the table of keys says.</summary>
public sealed class ConfigurationReferenceTests
{
    [Fact]
    public void TheReferenceHoldsTheTablesOfAllKeys()
    {
        var text = File.ReadAllText(Path.Combine(TestAssets.PathOf(".."), "docs", "reference", "configuration.md"));
        text.ShouldContain(Section("root", ConfigurationKeys.Workspace), Case.Sensitive);
        text.ShouldContain(Section("ecosystem", ConfigurationKeys.Ecosystem), Case.Sensitive);
        text.ShouldContain(Section("package", ConfigurationKeys.Package), Case.Sensitive);
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
