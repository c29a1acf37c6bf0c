using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>
/// What the contract suites need to know of one ecosystem. Its sample is <c>testassets/ecosystems/&lt;sample&gt;</c>: the two packages
/// <see cref="Base"/> and <see cref="Top"/> with version 1.0.0, the upper one depending on the lower one with a range that
/// holds <c>1.0.0</c>; every <c>1.0.0</c> in a file of the sample is a version or a range of these two.
/// </summary>
public abstract class EcosystemFixture
{
    /// <summary>The ecosystem's id.</summary>
    public abstract string Id { get; }

    /// <summary>The sample's folder below <c>testassets/ecosystems</c>.</summary>
    public virtual string Sample => Id;

    /// <summary>Name of the package without dependencies.</summary>
    public virtual string Base => "contract-base";

    /// <summary>Name of the package that depends on <see cref="Base"/>.</summary>
    public virtual string Top => "contract-top";

    /// <summary>What <see cref="Base"/>'s manifest writes as its name, when that is a part of it only.</summary>
    public virtual string BaseWritten => Base;

    /// <summary>Path of <see cref="Base"/>'s manifest.</summary>
    public abstract string BaseManifest { get; }

    /// <summary>Path of <see cref="Top"/>'s manifest, in which its runtime range on <see cref="Base"/> is declared.</summary>
    public abstract string TopManifest { get; }

    /// <summary>Every edge of the sample, as <c>from -> to Kind Source 'range'</c>, in ordinal order.</summary>
    public abstract IReadOnlyList<string> Edges { get; }

    /// <summary>A manifest for <see cref="BaseManifest"/> that breaks the grammar, and the line to be told.</summary>
    public abstract (string Text, int Line) Broken { get; }

    /// <summary>
    /// Texts of files of the sample that break the grammar, and the line to be told: one for each kind of file that is read to
    /// discover packages.
    /// </summary>
    public virtual IReadOnlyList<(string File, string Text, int Line)> Malformed => [(BaseManifest, Broken.Text, Broken.Line)];

    /// <summary>What opens a level of nesting in the formats of the ecosystem's files.</summary>
    public virtual IReadOnlyList<string> Openings { get; } = ["[", "{", "{\"a\":", "a = [", "(", "- ", "a: "];

    /// <summary>Further names that no ecosystem has: long ones, ones that steer a terminal, ones that show as something else.</summary>
    public virtual IReadOnlyList<string> MoreHostileNames { get; } =
        [new string('a', 20_000), "contract\u0007base", "contract\u202Eesab", "contract%2e%2e%2fbase", "contract\u001B[31mbase"];

    /// <summary>What a manifest may say as a name, spelled as in the manifest's text, and what the ecosystem refuses.</summary>
    public virtual IReadOnlyList<string> HostileNames { get; } = ["--force", "../../evil", "a b", "x;reboot", "<b>", "$(reboot)", "a\\nb"];

    /// <summary>Clients that the suites start; tests are skipped where one is missing.</summary>
    public abstract IReadOnlyList<string> Tools { get; }

    /// <summary>The adapter's own options.</summary>
    public virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    /// <summary>Options with which nothing is found beside PATH.</summary>
    public virtual IReadOnlyDictionary<string, string> SettingsWithoutClient { get; } = new Dictionary<string, string>();

    /// <summary>The options of a package that is installed from <paramref name="index"/>.</summary>
    public virtual IReadOnlyDictionary<string, string> SettingsFor(Uri index) => Settings;

    /// <summary>What <see cref="IConsumer"/> calls the package that it loaded: the name, or the module it has.</summary>
    public virtual string Loaded(string package) => package;

    /// <summary>Whether manifests hold the package's version; where tags alone do, there is nothing to edit.</summary>
    public virtual bool ManifestHoldsVersion => true;

    /// <summary>Whether lines may be indented with tabs.</summary>
    public virtual bool AllowsTabs => true;

    /// <summary>The styles that a manifest can be written in, for <see cref="WorkspaceContract{TFixture}"/>.</summary>
    public IReadOnlyList<string> Styles =>
        [.. new[] { "plain", "windows", "mark", "no end" }, .. AllowsTabs ? ["tabs"] : Array.Empty<string>(), .. Comment("") is null ? Array.Empty<string>() : ["comments"]];

    /// <summary>
    /// Facets that the ecosystem does not have, with the reason as a clause for people: <c>go.sum holds digests, no versions</c>.
    /// They are shown as such in the table of the README.
    /// </summary>
    public virtual IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string>();

    /// <summary>The adapter on the given seams.</summary>
    public abstract EcosystemAdapter Create(EcosystemServices services);

    /// <summary>A comment that may follow any line of a manifest and stand in a line of its own; null where the format has none.</summary>
    public abstract string? Comment(string text);

    /// <summary>Alters a file of <see cref="Base"/>, so that its artifact has other bytes under the same version.</summary>
    public abstract void Alter(ContractTree tree);

    /// <summary>Makes the client's build of <see cref="Base"/> fail.</summary>
    public abstract void BreakBuild(ContractTree tree);

    /// <summary>Each of <see cref="Tools"/> with the call that tells its version, program first; an empty call where the machine lacks it.</summary>
    public virtual IReadOnlyList<(string Tool, string[] Call)> Clients() =>
        [.. Tools.Select(tool => (tool, Tool.Find(tool) is { } path ? VersionCall(path, tool) : []))];

    /// <summary>How a client is asked its version.</summary>
    protected virtual string[] VersionCall(string path, string tool) => [path, "--version"];

    /// <summary>Sets what keeps clients away from the settings and caches of the person who runs the tests.</summary>
    /// <param name="variables">The environment of every client.</param>
    /// <param name="home">An empty folder, which is HOME already.</param>
    public virtual void Isolate(IDictionary<string, string> variables, string home)
    {
    }

    /// <summary>Adds to a copy of the sample what only a running registry can give, such as its address.</summary>
    /// <param name="tree">The copy.</param>
    /// <param name="registry">Root of the open registry.</param>
    public virtual void Prepare(ContractTree tree, Uri registry)
    {
    }

    /// <summary>What the ecosystem's own client reads in the files of a sample; each package once, in any order.</summary>
    /// <param name="tree">The sample.</param>
    /// <param name="client">Starts a client in a folder of the tree and gives its standard output; anything but exit code 0 is an exception.</param>
    public abstract IReadOnlyList<ClientView> AskClient(ContractTree tree, ClientCall client);

    /// <summary>Has the client write a sample's lock files, where the sample has none; for <see cref="LockContract{TFixture}"/>.</summary>
    public virtual void WriteLock(ContractTree tree, ClientCall client)
    {
    }

    /// <summary>Has the client refuse lock files that are behind the manifests; for <see cref="LockContract{TFixture}"/>.</summary>
    public virtual void CheckLock(ContractTree tree, ClientCall client) => throw new NotSupportedException($"{Id} has no lock files to check.");

    /// <summary>Skips the calling test where a client is missing.</summary>
    public virtual void RequireTools()
    {
        foreach (var tool in Tools)
        {
            Tool.Require(tool);
        }
    }
}

/// <summary>What a client says of a package.</summary>
/// <param name="Name">The name.</param>
/// <param name="Version">The version; null where files hold none.</param>
/// <param name="Range">The range of its runtime dependency on the other package of the sample; null when it has none, or the client does not tell.</param>
public sealed record ClientView(string Name, string? Version, string? Range);

/// <summary>Starts a client and gives its standard output.</summary>
/// <param name="folder">The folder below the tree; empty for its root.</param>
/// <param name="program">The executable's name.</param>
/// <param name="arguments">Its arguments.</param>
public delegate string ClientCall(string folder, string program, params string[] arguments);
