using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>
/// What the contract suites need to know of one ecosystem. Its sample is <c>testassets/ecosystems/&lt;id&gt;</c>: the two packages
/// <see cref="Base"/> and <see cref="Top"/> with version 1.0.0, the upper one depending on the lower one with a range that
/// holds <c>1.0.0</c>; every <c>1.0.0</c> in a file of the sample is a version or a range of these two.
/// </summary>
public abstract class EcosystemFixture
{
    /// <summary>The ecosystem's id, and the sample's folder.</summary>
    public abstract string Id { get; }

    /// <summary>Name of the package without dependencies.</summary>
    public virtual string Base => "contract-base";

    /// <summary>Name of the package that depends on <see cref="Base"/>.</summary>
    public virtual string Top => "contract-top";

    /// <summary>Path of <see cref="Base"/>'s manifest.</summary>
    public abstract string BaseManifest { get; }

    /// <summary>Path of <see cref="Top"/>'s manifest, in which its runtime range on <see cref="Base"/> is declared.</summary>
    public abstract string TopManifest { get; }

    /// <summary>Every edge of the sample, as <c>from -> to Kind Source 'range'</c>, in ordinal order.</summary>
    public abstract IReadOnlyList<string> Edges { get; }

    /// <summary>A manifest for <see cref="BaseManifest"/> that breaks the grammar, and the line to be told.</summary>
    public abstract (string Text, int Line) Broken { get; }

    /// <summary>What a manifest may say as a name, spelled as in the manifest's text, and what the ecosystem refuses.</summary>
    public virtual IReadOnlyList<string> HostileNames { get; } = ["--force", "../../evil", "a b", "x;reboot", "<b>", "$(reboot)", "a\\nb"];

    /// <summary>Clients that the suites start; tests are skipped where one is missing.</summary>
    public abstract IReadOnlyList<string> Tools { get; }

    /// <summary>The adapter's own options.</summary>
    public virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    /// <summary>Whether manifests hold the package's version; where tags alone do, there is nothing to edit.</summary>
    public virtual bool ManifestHoldsVersion => true;

    /// <summary>Whether lines may be indented with tabs.</summary>
    public virtual bool AllowsTabs => true;

    /// <summary>The adapter on the given seams.</summary>
    public abstract EcosystemAdapter Create(EcosystemServices services);

    /// <summary>A comment that may follow any line of a manifest and stand in a line of its own; null where the format has none.</summary>
    public abstract string? Comment(string text);

    /// <summary>Alters a file of <see cref="Base"/>, so that its artifact has other bytes under the same version.</summary>
    public abstract void Alter(ContractTree tree);

    /// <summary>Makes the client's build of <see cref="Base"/> fail.</summary>
    public abstract void BreakBuild(ContractTree tree);

    /// <summary>Sets what keeps clients away from the settings and caches of the person who runs the tests.</summary>
    /// <param name="variables">The environment of every client.</param>
    /// <param name="home">An empty folder, which is HOME already.</param>
    public virtual void Isolate(IDictionary<string, string> variables, string home)
    {
    }

    /// <summary>Skips the calling test where a client is missing.</summary>
    public void RequireTools()
    {
        foreach (var tool in Tools)
        {
            Tool.Require(tool);
        }
    }
}
