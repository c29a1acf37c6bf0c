using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>What a change file says about one package.</summary>
internal sealed record DeclaredIntent(ChangeFile File, DeclaredChange Change)
{
    public BumpLevel Level => Change.Level;
}
