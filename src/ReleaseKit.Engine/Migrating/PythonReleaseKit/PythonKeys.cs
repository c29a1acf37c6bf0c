using System.Collections.Immutable;

namespace ReleaseKit.Engine.Migrating.PythonReleaseKit;

/// <summary>Keys of the Python releasekit that need a sentence instead of a key, and those that only it has.</summary>
internal static class PythonKeys
{
    private const string Never = "had no effect there, and has none here.";
    private const string Sign = "has no equivalent: sign in a target of yours, after Build.";

    /// <summary>Root keys by which its file is told from ours.</summary>
    public static readonly ImmutableHashSet<string> OwnRoot =
    [
        "workspace", "repo_owner", "repo_name", "default_branch", "http_pool_size", "pr_title_template", "color", "license", "announcements", "license_headers", "ai", "release_mode", "versioning_scheme",
        "calver_format", "hooks", "schedule", "umbrella_tag_format",
    ];

    /// <summary>What becomes of the keys.</summary>
    public static readonly ImmutableDictionary<string, string> Notes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["repo_owner"] = "is taken from the remote.", ["repo_name"] = "is taken from the remote.", ["default_branch"] = "is taken from the remote.",
        ["http_pool_size"] = "is not needed.", ["pr_title_template"] = "has no equivalent: the title of release pull requests is our own.", ["color"] = "is MSBuild's: -tl.",
        ["license"] = "has no equivalent: check licences with a tool for that, in CI.", ["announcements"] = "has no equivalent: announce in a target of yours, after Publish.",
        ["license_headers"] = Never, ["ai"] = Never, ["release_mode"] = Never, ["calver_format"] = Never, ["hooks"] = Never + " Targets are hooks: docs/reference/msbuild.md.", ["hooks_replace"] = Never, ["branches"] = Never + " Say in [branches] which branch is which channel.",
        ["schedule"] = "is that of the CI pipeline.", ["tool"] = "is recognised by lock files.", ["umbrella_tag"] = "is made by -t:Tag: the key umbrella_tag.",
        ["exclude_publish"] = "is publishable = false in each package's own releasekit.toml.", ["exclude_bump"] = "is publishable = false in each package's own releasekit.toml.",
        ["propagate_bumps"] = "is the table [propagation].", ["max_commits"] = "is not needed: all of history since the last tag counts.", ["core_package"] = "is not needed: each package has its own version.",
        ["plugin_prefix"] = "is a group.", ["namespace_dirs"] = Never, ["library_dirs"] = Never, ["plugin_dirs"] = Never,
        ["extra_files"] = "is not written: only manifests and lock files are. Make the file the manifest of a package of its own, see docs/extending.md.",
        ["auto_merge"] = "is the forge's own: merge queues and auto-merge.", ["dist_tag"] = "follows the channel: latest for stable releases, the channel's name for others.", ["publish_branch"] = "is the table [branches].",
        ["provenance"] = "follows npm's and PyPI's own clients.", ["slsa_provenance"] = Sign, ["sign_provenance"] = Sign, ["pep740_attestations"] = Sign, ["sbom"] = Never, ["sbom_formats"] = Never,
        ["osv_severity_threshold"] = "has no equivalent: audit dependencies in CI.", ["skip_checks"] = "is the property ReleaseSkipChecks; names of checks differ, see docs/checks.md.",
        ["changelog_template"] = Never, ["changeset_dir"] = Never, ["prerelease_label"] = Never, ["prerelease_mode"] = Never, ["secondary_tag_format"] = Never, ["oci_push_target"] = Never, ["oci_repository"] = Never,
        ["oci_remote_tags"] = Never, ["oci_cosign_sign"] = Never, ["oci_sbom_attest"] = Never, ["packages"] = "belongs into a releasekit.toml in each package's folder: major_on_zero, tag_format, versioning, changelog.",
        ["versioning_scheme"] = "is that of the ecosystem: PEP 440 for Python, semantic versions elsewhere.",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Its names of ecosystems, which differ.</summary>
    public static readonly ImmutableDictionary<string, string> Ecosystems = ImmutableDictionary<string, string>.Empty
        .Add("js", "npm").Add("rust", "cargo").Add("jvm", "maven").Add("java", "maven").Add("kotlin", "gradle").Add("py", "python").Add("python", "python").Add("go", "go").Add("dart", "dart");
}
