namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>Every fault, played to the real client of one ecosystem; what comes of it is a column of docs/reliability.md.</summary>
public abstract class FaultTests
{
    /// <summary>The ecosystem; skips where its client is missing.</summary>
    internal abstract FaultEcosystem Ecosystem();

    [Fact]
    public async Task EveryFaultEndsAsTheDocumentSays()
    {
        var ecosystem = Ecosystem();
        using var lane = await FaultLane.StartAsync(ecosystem);
        var cells = new List<(string, string)>();
        for (var i = 0; i < Fault.All.Count; i++)
        {
            cells.Add((Fault.All[i].Name, await lane.PlayAsync(Fault.All[i], $"{ecosystem.Prefix}fault{i}")));
        }

        FaultTableDocument.Check(cells, ecosystem.Id);
    }
}
