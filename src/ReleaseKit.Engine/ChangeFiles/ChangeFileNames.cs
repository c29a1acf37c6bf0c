using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Three words that name a change file, so that people can talk about it and branches do not collide.</summary>
internal static class ChangeFileNames
{
    private static readonly ImmutableArray<string> Qualities = Words(
        """
        able bold brave brief bright brisk busy calm clean clear clever cool crisp curly eager early easy even fair fancy fast fine firm fresh funny gentle glad
        golden good grand great green happy hardy heavy honest humble jolly keen kind large late light lively loud lucky merry mild modern neat new nice noble odd
        open orange plain polite proud pure quick quiet rapid rare ready rich ripe round shiny short silent silver simple sleek slow small smart smooth soft solid
        spicy spry steady stout strong sunny sweet swift tall tame tidy tiny tough true warm whole wide wild wise young
        """);

    private static readonly ImmutableArray<string> Things = Words(
        """
        acorns apples arrows badgers bags balls bats beans bears bees bells birds boats books boots boxes bridges brooms buses cakes camels cars cats chairs cherries
        clocks clouds coats coins colts cows crabs cups dancers deer dogs donkeys doors doves drums ducks eagles eels eggs falcons ferns fish flies flowers forks foxes
        frogs games geese goats grapes gulls hats hawks hills horses houses islands jars kings kites lamps lemons lilies lions maps mice moles moons moths nails nuts
        oaks olives otters owls pans pears pens pigs pillows plants plums ponds quails queens rabbits ravens rings rivers roads rocks roses sails seals ships shoes snails
        socks spoons stars steps stones storks suns swans taxis teams tigers toads towns trains trees turtles vans walls wasps waves whales windows wolves wrens zebras
        """);

    private static readonly ImmutableArray<string> Deeds = Words(
        """
        act add agree appear argue arrive ask bake bathe beam begin blink boil bow burn call camp care cheer chew clap climb compare cough count cover cross crawl dance
        dig dive divide draw dream drive drop drum eat end enjoy explain fetch fix float fly fold follow glow grin grow guess hang heal help hide hope hug hunt invite
        itch join jog joke judge jump kick knock know laugh lead lean learn lick listen look love march marry melt mix move nail obey occur open pay peel play promise pull
        punch push race reply rest return rhyme ring rush sail scream search shake shave shop shout sing sip sit sleep slide smell smile sneeze sparkle speak stare study
        swim talk tan tap tease tell thank tickle tie travel try turn type visit wait walk wash watch wave wink wish wonder work write yawn yell
        """);

    /// <summary>The name of a content; another one for each attempt.</summary>
    /// <param name="content">What the file says, and where it is said.</param>
    /// <param name="attempt">Counts from 0 while names are taken.</param>
    public static string Create(string content, int attempt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{attempt}\n{content}"));
        return $"{Pick(Qualities, hash, 0)}-{Pick(Things, hash, 4)}-{Pick(Deeds, hash, 8)}";
    }

    private static string Pick(ImmutableArray<string> words, byte[] hash, int offset) => words[(int)(BinaryPrimitives.ReadUInt32LittleEndian(hash.AsSpan(offset)) % (uint)words.Length)];

    private static ImmutableArray<string> Words(string text) => [.. text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
}
