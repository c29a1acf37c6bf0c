using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Locking;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>Follows JavaScript packages: each lock file is brought up to date by its own client, which runs no scripts of anybody's.</summary>
internal sealed partial class NpmUpstream(IProcessRunner processes) : IUpstream
{
    private static readonly ImmutableDictionary<string, string?> Quiet = ImmutableDictionary<string, string?>.Empty
        .Add("NO_COLOR", "1").Add("npm_config_audit", "false").Add("npm_config_fund", "false").Add("npm_config_update_notifier", "false")
        .Add("YARN_ENABLE_TELEMETRY", "0").Add("YARN_ENABLE_IMMUTABLE_INSTALLS", "false").Add("YARN_ENABLE_SCRIPTS", "false").Add("COREPACK_ENABLE_DOWNLOAD_PROMPT", "0");

    /// <inheritdoc/>
    public ImmutableArray<string> LockFiles => [.. LockFileKind.For(null).Select(kind => kind.FileName)];

    /// <inheritdoc/>
    public string? NameOf(string text) => NpmPackageName.IsValid(text, out _) ? text : null;

    /// <inheritdoc/>
    public IEnumerable<string> LockedVersions(SourceText file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        var kind = LockFileKind.Of(RelativePath.Parse(file.Path));
        return kind == LockFileKind.Pnpm ? Pnpm(file, name) : kind == LockFileKind.Yarn ? Yarn(file, name) : kind == LockFileKind.Bun ? Bun(file, name) : Npm(file, name);
    }

    /// <inheritdoc/>
    public string? LockedName(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.LastIndexOf("node_modules/", StringComparison.Ordinal) is var installed and >= 0)
        {
            return key[(installed + "node_modules/".Length)..];
        }

        if (Declared().Match(key) is { Success: true } declared)
        {
            return declared.Groups["name"].Value;
        }

        var text = key.StartsWith("packages/", StringComparison.Ordinal) ? key["packages/".Length..] : key.StartsWith("snapshots/", StringComparison.Ordinal) ? key["snapshots/".Length..] : key;
        text = text.TrimStart('/', '"', '\'');
        var at = text.Length > 1 ? text.IndexOf('@', 1) : -1;
        return at < 0 ? text : text[..at];
    }

    /// <inheritdoc/>
    public async Task RefreshAsync(LockRefresh refresh, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refresh);
        var kind = LockFileKind.Of(refresh.File)!;
        ImmutableArray<string> names = [.. refresh.Packages.Where(u => u.Change is null).Select(u => u.Edge.Id.Name)];
        if (kind == LockFileKind.Yarn && !File.ReadAllText(Path.Combine(refresh.Directory, kind.FileName)).Contains("__metadata:", StringComparison.Ordinal))
        {
            await refresh.RunAsync(processes, "yarn", ["install", "--ignore-scripts", "--non-interactive", "--no-progress"], Quiet, cancellationToken);
            return;
        }

        var (client, install, update) = kind switch
        {
            _ when kind == LockFileKind.Pnpm => ("pnpm", (string[])["install", "--lockfile-only", "--ignore-scripts", "--no-frozen-lockfile"], (string[])["update", "--recursive", "--lockfile-only", "--ignore-scripts"]),
            _ when kind == LockFileKind.Yarn => ("yarn", ["install", "--mode=update-lockfile", "--no-immutable"], ["up", "--mode=update-lockfile", "--recursive"]),
            _ when kind == LockFileKind.Bun => ("bun", ["install", "--lockfile-only", "--ignore-scripts"], ["update", "--lockfile-only", "--ignore-scripts"]),
            _ => ("npm", ["install", "--package-lock-only", "--ignore-scripts"], ["update", "--package-lock-only", "--ignore-scripts"]),
        };

        // Yarn and pnpm leave alone for a time what is new; what was announced is not a stranger's.
        string[] announced = [.. refresh.Packages.Select(u => u.Edge.Id.Name).Distinct()];
        var variables = kind == LockFileKind.Yarn ? Quiet.Add("YARN_NPM_PREAPPROVED_PACKAGES", string.Join(',', announced)) : Quiet;

        // One alone pnpm takes for a text rather than for a list.
        string[] old = kind == LockFileKind.Pnpm ? [.. announced.Prepend(announced[0]).Select(name => $"--config.minimum-release-age-exclude={name}")] : [];
        await refresh.RunAsync(processes, client, [.. install, .. old], variables, cancellationToken);
        if (!names.IsEmpty)
        {
            // The range stays, so that the client sees no reason of its own to move it.
            await refresh.RunAsync(processes, client, [.. update, .. old, .. names], variables, cancellationToken);
        }
    }

    private static IEnumerable<string> Npm(SourceText file, string name)
    {
        if (JsonDocumentSyntax.Parse(file).Root is not JsonObjectSyntax root)
        {
            return [];
        }

        return root.FindObject("packages") is { } packages
            ? packages.Members.Where(m => m.Name == $"node_modules/{name}" || m.Name.EndsWith($"/node_modules/{name}", StringComparison.Ordinal)).Select(m => m.Value.FindString("version")?.Value).OfType<string>()
            : (root.FindObject("dependencies")?.Members ?? []).Where(m => m.Name == name).Select(m => m.Value.FindString("version")?.Value).OfType<string>();
    }

    private static IEnumerable<string> Pnpm(SourceText file, string name) =>
        from section in LockBlock.Read(file)
        where section.Header == "packages"
        from package in section.Children(file, 2)
        let key = package.Split().Key.TrimStart('/')
        where key.StartsWith(name, StringComparison.Ordinal) && key.Length > name.Length && key[name.Length] is '@' or '/'
        select key[(name.Length + 1)..].Split('(', '_')[0];

    private static IEnumerable<string> Yarn(SourceText file, string name) =>
        from block in LockBlock.Read(file)
        where block.Header.Split(',').Any(d => d.Trim(' ', '"') is var descriptor && descriptor.StartsWith($"{name}@", StringComparison.Ordinal) && !descriptor.StartsWith($"{name}@workspace:", StringComparison.Ordinal))
        let version = LockedVersion().Match(file.Text.Substring(block.Span.Start, block.Span.Length))
        where version.Success
        select version.Groups["version"].Value;

    private static IEnumerable<string> Bun(SourceText file, string name) =>
        from entry in (JsonDocumentSyntax.Parse(file, JsonSyntaxOptions.Lenient).Root as JsonObjectSyntax)?.FindObject("packages")?.Members ?? []
        let resolution = (entry.Value as JsonArraySyntax)?.Items.FirstOrDefault() as JsonStringSyntax
        where resolution is not null && resolution.Value.StartsWith($"{name}@", StringComparison.Ordinal)
        select resolution.Value[(name.Length + 1)..];

    [GeneratedRegex("(?:^| )(?:(?:[a-z]+D|d)ependencies(?:Meta)?|requires|specifiers|catalogs [^/]*)/(?<name>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Declared();

    [GeneratedRegex("^ +version:? \"?(?<version>[^\"\\s]+)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex LockedVersion();
}
