using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests.Differential;

/// <summary>Draws a workspace of JavaScript packages with change files, as a repository that uses changesets has it.</summary>
internal sealed class ChangesetWorkspace(int seed)
{
    private static readonly string[] Names = ["@w/alpha", "beta", "@w/gamma", "delta-kit", "@w/epsilon", "zeta", "@w/eta"];
    private static readonly string[] Versions = ["1.0.0", "1.0.0", "2.3.4", "0.1.0", "0.0.3", "10.20.30"];
    private static readonly string[] Kinds = ["dependencies", "dependencies", "dependencies", "peerDependencies", "peerDependencies", "devDependencies", "optionalDependencies"];
    private static readonly string[] Levels = ["patch", "patch", "minor", "minor", "major", "none"];

    private static readonly string[] Summaries =
    [
        "Fix a bug", "Add `flag` to the *client*", "feat: a conventional title", "Two\nlines", "A title\n\nA paragraph below it.",
        "A list:\n\n- first\n- second", "Code:\n\n```js\nconst a = 1;\n\nconst b = 2;\n```", "", "Ends with a list\n\n- one\n- two\n\nand text", "#123 with a number",
    ];

    private static readonly string[] Adjectives = ["brave", "calm", "dull", "eager", "fancy", "gentle", "happy", "icy"];
    private static readonly string[] Nouns = ["apes", "bats", "cats", "dogs", "eels", "foxes", "geese", "hens"];

    private readonly Random _random = new(seed);

    /// <summary>Makes the workspace in an empty folder, with a commit for each change file and tags of what is released.</summary>
    /// <param name="folder">Where.</param>
    public void Write(string folder)
    {
        var names = Names.OrderBy(_ => _random.Next()).Take(_random.Next(2, Names.Length + 1)).ToArray();
        Save(folder, "package.json", """{ "name": "root", "private": true, "workspaces": ["packages/*"] }""" + "\n");
        Save(folder, "pnpm-workspace.yaml", "packages:\n  - packages/*\n");
        Save(folder, "pnpm-lock.yaml", "lockfileVersion: '9.0'\n");
        var versions = names.ToDictionary(name => name, _ => Pick(Versions));
        for (var i = 0; i < names.Length; i++)
        {
            Save(folder, $"packages/{Folder(names[i])}/package.json", Indented(Manifest(names[i], versions, names[..i])));
        }

        Save(folder, ".changeset/config.json", Indented(Configuration(names)));
        var git = GitRepositoryBuilder.Init(folder);
        git.Commit("chore: start");
        foreach (var name in names)
        {
            git.Git("tag", $"{name}@{versions[name]}");
        }

        for (var i = _random.Next(1, 6); i > 0; i--)
        {
            Save(folder, $".changeset/{Pick(Adjectives)}-{Pick(Nouns)}-{i}.md", ChangeFile(names));
            git.Commit($"chore: declare {i}");
        }
    }

    private JsonObject Manifest(string name, Dictionary<string, string> versions, string[] earlier)
    {
        var manifest = new JsonObject { ["name"] = name, ["version"] = versions[name] };
        if (_random.Next(7) == 0)
        {
            manifest["private"] = true;
        }

        foreach (var dependency in earlier.Where(_ => _random.Next(5) < 2))
        {
            Section(manifest, Pick(Kinds))[dependency] = Range(versions[dependency]);
            if (_random.Next(5) == 0)
            {
                Section(manifest, "devDependencies")[dependency] = Range(versions[dependency]);
            }
        }

        return manifest;
    }

    private static JsonObject Section(JsonObject manifest, string name)
    {
        manifest[name] ??= new JsonObject();
        return manifest[name]!.AsObject();
    }

    private string Range(string version) => _random.Next(14) switch
    {
        < 4 => "^" + version,
        4 => "~" + version,
        5 => version,
        6 => ">=" + version,
        7 => "workspace:*",
        8 => "workspace:^",
        9 => "workspace:~",
        10 => "workspace:^" + version,
        11 => "*",
        12 => "^99.0.0",
        _ => "workspace:" + version,
    };

    private JsonObject Configuration(string[] names)
    {
        var configuration = new JsonObject();
        var rest = names.OrderBy(_ => _random.Next()).ToList();
        foreach (var group in new[] { "fixed", "linked" }.Where(_ => rest.Count >= 2 && _random.Next(3) == 0))
        {
            var members = rest.Take(_random.Next(2, Math.Min(rest.Count, 3) + 1)).ToArray();
            rest.RemoveAll(members.Contains);
            configuration[group] = new JsonArray(new JsonArray([.. members.Select(member => JsonValue.Create(member))]));
        }

        Maybe(configuration, "updateInternalDependencies", 3, () => Pick(["patch", "minor"]));
        Maybe(configuration, "bumpVersionsWithWorkspaceProtocolOnly", 8, () => true);
        Maybe(configuration, "ignore", 6, () => new JsonArray(JsonValue.Create(names[^1])));
        Maybe(configuration, "privatePackages", 4, () => new JsonObject { ["version"] = _random.Next(2) == 0, ["tag"] = false });
        Maybe(configuration, "changelog", 10, () => false);
        Maybe(configuration, "___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH", 5, () => new JsonObject
        {
            ["onlyUpdatePeerDependentsWhenOutOfRange"] = _random.Next(2) == 0,
            ["updateInternalDependents"] = Pick(["always", "out-of-range"]),
        });
        return configuration;
    }

    private string ChangeFile(string[] names)
    {
        var text = new StringBuilder("---\n");
        foreach (var name in names.OrderBy(_ => _random.Next()).Take(_random.Next(1, 4)))
        {
            text.Append(_random.Next(2) == 0 ? $"\"{name}\"" : $"'{name}'").Append(": ").Append(Pick(Levels)).Append('\n');
        }

        return text.Append("---\n\n").Append(Pick(Summaries)).Append('\n').ToString();
    }

    private void Maybe(JsonObject configuration, string key, int oneIn, Func<JsonNode?> value)
    {
        if (_random.Next(oneIn) == 0)
        {
            configuration[key] = value();
        }
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private static string Folder(string name) => name.Replace("@w/", "", StringComparison.Ordinal);

    private static string Indented(JsonObject node) => node.ToJsonString(new System.Text.Json.JsonSerializerOptions
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }) + "\n";

    private static void Save(string folder, string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
