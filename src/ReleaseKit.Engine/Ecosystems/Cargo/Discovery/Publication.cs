using System.Collections.Immutable;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Discovery;

/// <summary>What a manifest's <c>publish</c> says.</summary>
/// <param name="IsAllowed">Whether the package may be uploaded anywhere.</param>
/// <param name="Registries">The registries it may be uploaded to, by name; empty for any.</param>
internal sealed record Publication(bool IsAllowed, ImmutableArray<string> Registries)
{
    /// <summary>The public registry's name.</summary>
    public const string CratesIo = "crates-io";

    /// <summary>The registry it goes to unless told otherwise; null for crates.io.</summary>
    public string? Registry => Registries.IsEmpty || Registries.Contains(CratesIo) ? null : Registries[0];

    /// <summary>Reads <c>publish</c>, from the workspace's root where it is inherited. Values of another type are reported.</summary>
    public static Publication Of(CrateMember member)
    {
        var (manifest, value) = CargoManifest.IsInherited(member.Manifest.Package?["publish"])
            ? (member.Root, member.Root.Workspace?.Find("package", "publish"))
            : (member.Manifest, member.Manifest.Package?["publish"]);
        switch (value)
        {
            case null or TomlBoolean { Value: true }:
                return new Publication(true, []);
            case TomlBoolean:
                return new Publication(false, []);
            case TomlArray list when list.Items.All(item => item is TomlString name && IsName(name.Value)):
                return new Publication(list.Items.Length > 0, [.. list.Items.Cast<TomlString>().Select(name => name.Value)]);
            default:
                manifest.Report(value.Span, $"{manifest.Path}: 'publish' must be true, false or an array of registries' names, yet it is {value.Description}.");
                return new Publication(false, []);
        }
    }

    /// <summary>Names become part of variables' names.</summary>
    private static bool IsName(string name) => name.Length > 0 && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
