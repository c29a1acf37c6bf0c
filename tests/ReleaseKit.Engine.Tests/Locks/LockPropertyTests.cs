using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Ecosystems.Python;

namespace ReleaseKit.Engine.Tests.Locks;

/// <summary>
/// A lock file after a release is the lock file of the released workspace: for any workspace whose third parties bear like names,
/// versions and ranges, nothing but our own entries differs.
/// </summary>
public sealed class LockPropertyTests
{
    private static readonly (string FileName, IWorkspaceAdapter Adapter, Func<Model, string> Render)[] Formats =
    [
        ("package-lock.json", new NpmWorkspace(), Npm),
        ("pnpm-lock.yaml", new NpmWorkspace(), Pnpm),
        ("yarn.lock", new NpmWorkspace(), Yarn),
        ("bun.lock", new NpmWorkspace(), Bun),
        ("uv.lock", new PythonWorkspace("python", new Pep440VersionScheme()), Uv),
    ];

    /// <summary>Versions of members, which of them need which others, and how many third parties there are.</summary>
    private sealed record Model(int[] Majors, bool[][] Needs, int Others)
    {
        public IEnumerable<int> Of(int member) => Enumerable.Range(0, Majors.Length).Where(other => other != member && Needs[member][other]);
    }

    [Fact]
    public void OnlyOwnEntriesChange()
    {
        var models =
            from count in Gen.Choose(1, 6)
            from majors in Gen.ArrayOf(Gen.Choose(1, 3), count)
            from needs in Gen.ArrayOf(Gen.ArrayOf(Gen.Elements(true, false), count), count)
            from released in Gen.ArrayOf(Gen.Elements(true, false), count)
            from others in Gen.Choose(0, 6)
            select (Before: new Model(majors, needs, others), After: new Model([.. majors.Zip(released, (major, isReleased) => isReleased ? major + 3 : major)], needs, others));
        Prop.ForAll(models.ToArbitrary(), pair =>
        {
            foreach (var (fileName, adapter, render) in Formats)
            {
                var file = RelativePath.Parse(fileName);
                var source = new SourceText(fileName, render(pair.Before));
                var changes = Changes(file, fileName == "uv.lock" ? "python" : "npm", pair.Before, pair.After).ToArray();
                source.With(adapter.Edit(source, changes)).Text.ShouldBe(render(pair.After));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ALongLockFileIsEditedInNoTime()
    {
        var model = new Model([.. Enumerable.Repeat(1, 300)], [.. Enumerable.Range(0, 300).Select(i => Enumerable.Range(0, 300).Select(j => j < i && j >= i - 5).ToArray())], 9_000);
        var after = model with { Majors = [.. model.Majors.Select(_ => 4)] };
        foreach (var (fileName, adapter, render) in Formats)
        {
            var source = new SourceText(fileName, render(model));
            var changes = Changes(RelativePath.Parse(fileName), fileName == "uv.lock" ? "python" : "npm", model, after).ToArray();
            var watch = Stopwatch.StartNew();
            var edits = adapter.Edit(source, changes);
            TestContext.Current.TestOutputHelper?.WriteLine($"{fileName}: {source.Text.Count(c => c == '\n')} lines, {edits.Length} edits, {watch.ElapsedMilliseconds} ms");
            edits.ShouldNotBeEmpty();
            source.With(edits).Text.ShouldBe(render(after));
            var edited = source.With(edits);
            LockProof.Compare(source, adapter.ReadLock(source, name => name[0] == 'm').ShouldNotBeNull(), edited, adapter.ReadLock(edited, name => name[0] == 'm')!).ShouldBeEmpty();
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5), fileName);
        }
    }

    private static IEnumerable<ManifestChange> Changes(RelativePath file, string ecosystem, Model before, Model after)
    {
        for (var i = 0; i < before.Majors.Length; i++)
        {
            if (before.Majors[i] != after.Majors[i])
            {
                yield return new LockChange(file, new PackageId(ecosystem, $"m{i}"), $"{before.Majors[i]}.0.0", $"{after.Majors[i]}.0.0");
            }

            foreach (var other in before.Of(i).Where(o => before.Majors[o] != after.Majors[o]))
            {
                yield return new LockRangeChange(
                    file, new PackageId(ecosystem, $"m{i}"), RelativePath.Parse($"libs/m{i}"), new PackageId(ecosystem, $"m{other}"), DependencyKind.Runtime,
                    $"^{before.Majors[other]}.0.0", $"^{after.Majors[other]}.0.0");
            }
        }
    }

    private static string Npm(Model model)
    {
        var text = new StringBuilder("{\n  \"name\": \"root\",\n  \"lockfileVersion\": 3,\n  \"packages\": {\n    \"\": {\n      \"name\": \"root\"\n    }");
        for (var i = 0; i < model.Majors.Length; i++)
        {
            text.Append($",\n    \"libs/m{i}\": {{\n      \"version\": \"{model.Majors[i]}.0.0\",\n      \"dependencies\": {{{string.Join(",", model.Of(i).Select(o => $"\n        \"m{o}\": \"^{model.Majors[o]}.0.0\""))}\n      }}\n    }}");
        }

        for (var i = 0; i < model.Others; i++)
        {
            text.Append($",\n    \"node_modules/{Other(i)}\": {{\n      \"name\": \"m{i}\",\n      \"version\": \"{(i % 3) + 1}.0.0\",\n      \"dependencies\": {{\n        \"m{i}\": \"^{(i % 3) + 1}.0.0\"\n      }}\n    }}");
        }

        return text.Append("\n  }\n}\n").ToString();
    }

    private static string Pnpm(Model model)
    {
        var text = new StringBuilder("lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n");
        for (var i = 0; i < model.Majors.Length; i++)
        {
            var needs = model.Of(i).Select(o => $"\n      m{o}:\n        specifier: ^{model.Majors[o]}.0.0\n        version: link:../m{o}").ToArray();
            text.Append(needs.Length == 0 ? $"\n  libs/m{i}: {{}}\n" : $"\n  libs/m{i}:\n    dependencies:{string.Concat(needs)}\n");
        }

        text.Append("\npackages:\n");
        for (var i = 0; i < model.Others; i++)
        {
            text.Append($"\n  {Other(i)}@{(i % 3) + 1}.0.0:\n    resolution: {{integrity: sha512-00}}\n    peerDependencies:\n      m{i}: ^{(i % 3) + 1}.0.0\n    specifier: ^1.0.0\n");
        }

        return text.ToString();
    }

    private static string Yarn(Model model)
    {
        var text = new StringBuilder("# generated\n\n__metadata:\n  version: 8\n");
        for (var i = 0; i < model.Majors.Length; i++)
        {
            var asked = Enumerable.Range(0, model.Majors.Length).Any(o => o != i && model.Needs[o][i]) ? $"m{i}@npm:^{model.Majors[i]}.0.0, " : "";
            var needs = model.Of(i).Select(o => $"\n    m{o}: \"npm:^{model.Majors[o]}.0.0\"").ToArray();
            text.Append($"\n\"{asked}m{i}@workspace:libs/m{i}\":\n  version: 0.0.0-use.local\n  resolution: \"m{i}@workspace:libs/m{i}\"{(needs.Length == 0 ? "" : "\n  dependencies:" + string.Concat(needs))}\n  linkType: soft\n");
        }

        for (var i = 0; i < model.Others; i++)
        {
            text.Append($"\n\"{Other(i)}@npm:^1.0.0\":\n  version: {(i % 3) + 1}.0.0\n  resolution: \"{Other(i)}@npm:1.0.0\"\n  dependencies:\n    x-m{i}: \"npm:^{(i % 3) + 1}.0.0\"\n");
        }

        return text.ToString();
    }

    private static string Bun(Model model)
    {
        var text = new StringBuilder("{\n  \"lockfileVersion\": 1,\n  \"workspaces\": {\n    \"\": {\n      \"name\": \"root\",\n    },\n");
        for (var i = 0; i < model.Majors.Length; i++)
        {
            text.Append($"    \"libs/m{i}\": {{\n      \"name\": \"m{i}\",\n      \"version\": \"{model.Majors[i]}.0.0\",\n      \"dependencies\": {{\n{string.Concat(model.Of(i).Select(o => $"        \"m{o}\": \"^{model.Majors[o]}.0.0\",\n"))}      }},\n    }},\n");
        }

        text.Append("  },\n  \"packages\": {\n");
        for (var i = 0; i < model.Others; i++)
        {
            text.Append($"    \"{Other(i)}\": [\"{Other(i)}@1.0.0\", \"\", {{ \"dependencies\": {{ \"m{i}\": \"^{(i % 3) + 1}.0.0\" }} }}, \"sha512-00\"],\n\n");
        }

        return text.Append("  }\n}\n").ToString();
    }

    private static string Uv(Model model)
    {
        var text = new StringBuilder("version = 1\n");
        for (var i = 0; i < model.Majors.Length; i++)
        {
            text.Append($"\n[[package]]\nname = \"m{i}\"\nversion = \"{model.Majors[i]}.0.0\"\nsource = {{ {(i % 2 == 0 ? "editable" : "virtual")} = \"libs/m{i}\" }}\ndependencies = [\n{string.Concat(model.Of(i).Select(o => $"    {{ name = \"m{o}\" }},\n"))}]\n");
        }

        for (var i = 0; i < model.Others; i++)
        {
            text.Append($"\n[[package]]\nname = \"m{i}\"\nversion = \"{(i % 3) + 1}.0.0\"\nsource = {{ registry = \"https://pypi.org/simple\" }}\ndependencies = [\n    {{ name = \"m{i}\", version = \"{(i % 3) + 1}.0.0\", source = {{ registry = \"https://pypi.org/simple\" }} }},\n]\n");
        }

        return text.ToString();
    }

    private static string Other(int index) => $"other-m{index}";
}
